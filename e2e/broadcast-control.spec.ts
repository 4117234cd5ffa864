import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

const receivedBy = async (pageId: string) => (await emulator.received(pageId)).map(({ psid }) => psid).sort();

test("a marketer pauses a broadcast, goes on, and everybody gets it once", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Slow roast", text: "The slow roast is in." });
  await page.getByLabel("Messages a second").fill("2");
  const count = await person.sendBroadcast();
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  const before = await receivedBy(facebook.pageId);
  expect(before.length).toBeLessThan(count);

  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await expect(page.getByText("Completed")).toBeVisible({ timeout: 60_000 });
  const received = await emulator.received(facebook.pageId);
  expect(received).toHaveLength(count);
  expect(received.every(({ messages }) => messages.length === 1)).toBe(true);
});

test("a marketer cancels the rest: nobody else gets it, and the report counts who did as Facebook does", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Recalled", text: "The price is wrong." });
  await page.getByLabel("Messages a second").fill("1");
  const count = await person.sendBroadcast();
  await page.getByRole("button", { name: "Cancel the rest" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/waiting and will not get it/);
  await dialog.getByRole("button", { name: /^Cancel for \d+ customers$/ }).click();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();

  const got = (await receivedBy(facebook.pageId)).length;
  expect(got).toBeLessThan(count);
  await expect(page.getByRole("radio", { name: `Sent ${got}`, exact: true })).toBeVisible();
});

test("whom Facebook refused is tried again by one press, and a copy of the broadcast is a draft of its own", async ({
  person,
  facebook,
  page,
}) => {
  await emulator.refuseMessages(facebook.pageId, 2);
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Second try", text: "The new grinder is here." });
  const count = await person.sendBroadcast();
  await page.getByRole("button", { name: "Try 2 failed ones again" }).click();
  await expect(page.getByRole("button", { name: /^Try .* again$/ })).toBeHidden();
  await expect.poll(async () => (await receivedBy(facebook.pageId)).length).toBe(count);
  await expect(page.getByText("Completed")).toBeVisible();

  await page.getByRole("button", { name: "Duplicate", exact: true }).click();
  await expect(page.getByLabel("Message", { exact: true })).toHaveValue("The new grinder is here.");
  await page.getByLabel("Name", { exact: true }).fill("Third try");
  await expect(page.getByText("Draft saved")).toBeVisible();
  await person.open("/broadcasts");
  await expect(page.getByRole("row", { name: /Second try/ })).toContainText("Completed");
  await expect(page.getByRole("row", { name: /Third try/ })).toContainText("Draft");
});

test("a message that was saved for later is at hand in another broadcast", async ({ person, page }) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "First", text: "See you on Sunday, {first_name|friend}." });
  await page.getByRole("button", { name: "Save for later" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Sunday");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog).toBeHidden();

  await person.open("/broadcasts/new");
  await page.getByRole("button", { name: "Use a saved one" }).click();
  await page.getByRole("option", { name: /Sunday/ }).click();
  await expect(page.getByLabel("Message", { exact: true })).toHaveValue(
    "See you on Sunday, {first_name|friend}.",
  );
});

test("a marketer proves which customer they are, and a test goes to them and nobody else", async ({
  person,
  facebook,
  page,
}) => {
  const own = await emulator.newCustomer(facebook.pageId, "Mateus Own", "It is me");
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Tried out", text: "Does this read well?" });
  await page.getByRole("button", { name: "Make a code" }).click();
  const shown = page.getByText(/^\s*[A-Z0-9][A-Z0-9-]{4,}\s*$/).first();
  await expect(shown).toBeVisible();
  await emulator.writes(facebook.pageId, own.psid, (await shown.innerText()).trim());
  await expect(page.getByText(/It goes to Mateus Own/)).toBeVisible();
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByText("Test sent")).toBeVisible();
  const received = await emulator.received(facebook.pageId);
  expect(received.map(({ psid }) => psid)).toEqual([own.psid]);
  expect(received[0]!.messages.map(({ text }) => text)).toEqual(["Does this read well?"]);
});
