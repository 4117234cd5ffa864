import { db } from "../lib/db";
import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test("above the Page’s size a second person approves first, and the marketer sends then", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("admin");
  await person.open("/settings/sending");
  await page.getByLabel("Approval above so many people").fill("5");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Big news", text: "We open on Sundays." });
  await page.getByRole("button", { name: "Review", exact: true }).click();
  const panel = page.getByRole("region", { name: "Send", exact: true });
  await expect(panel.getByText(/a second person has to approve it first/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Send to/ })).toBeDisabled();
  await expect(page.getByRole("button", { name: /^Approve for/ })).toBeDisabled();
  const review = page.url();

  await person.signIn("admin");
  await page.goto(review);
  await page.getByRole("button", { name: /^Approve for \d+ people$/ }).click();
  await expect(page.getByText(/Ingrid.* approved it for \d+ people/)).toBeVisible();

  await person.signIn("marketer");
  await page.goto(review);
  const send = page.getByRole("button", { name: /^Send to \d/ });
  const count = Number(/\d+/.exec(await send.innerText())![0]);
  await send.click();
  await expect(page.getByText("Completed")).toBeVisible({ timeout: 60_000 });
  expect(await emulator.received(facebook.pageId)).toHaveLength(count);
});

test("a canary that was paused by hand is judged by the sender: it stops, says why, and the others get it only when a person says so", async ({
  person,
  facebook,
  page,
}) => {
  await emulator.refuseMessages(facebook.pageId, 4);
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Careful", text: "We open on Sundays.", label: "everyone" });
  await page.getByLabel(/^First to 25/).check();
  await page.getByLabel("Messages a second").fill("300");
  const count = await person.sendBroadcast();
  await expect.poll(async () => (await emulator.received(facebook.pageId)).length).toBe(21);

  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();

  // The minute in which the first few are watched, without waiting for it.
  const where = { pageId: facebook.pageId };
  await db().broadcast.updateMany({ where, data: { canaryUntil: new Date() } });
  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await expect(page.getByText(/4 of the first 25 messages failed/)).toBeVisible();
  expect(await emulator.received(facebook.pageId)).toHaveLength(21);

  await page.getByRole("button", { name: "Resume", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Send it to the others all the same?" });
  await dialog.getByRole("button", { name: `Send to ${count - 25} customers` }).click();
  await expect(page.getByText("Completed")).toBeVisible({ timeout: 60_000 });
  expect(await emulator.received(facebook.pageId)).toHaveLength(count - 4);
});

test("the slider says how many could still be reached at a later time, down to nobody after a day", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "When", text: "The autumn roast is in." });
  await page.getByRole("button", { name: "Review", exact: true }).click();
  const send = page.getByRole("button", { name: /^Send to \d/ });
  const count = Number(/\d+/.exec(await send.innerText())![0]);
  const slider = page.getByRole("slider");
  await expect(slider).toHaveAttribute("aria-valuetext", new RegExp(`: ${count} people$`));
  await slider.focus();
  await page.keyboard.press("End");
  await expect(slider).toHaveAttribute("aria-valuetext", /: 0 people$/);
  await expect(page.getByText("nobody could be reached")).toBeVisible();
});

test.describe("on a legacy Page", () => {
  test.use({
    start: {
      ...{ customers: 20, labels: ["California"], profile: "legacy" },
      hasOddAccounts: false,
    },
  });

  test("what goes through the Broadcast API says what cannot be done with it, and how many Facebook expects to reach", async ({
    person,
    page,
  }) => {
    await person.signIn("marketer");
    await person.writeBroadcast({ name: "By Facebook", text: "The autumn roast is in." });
    await page.getByLabel(/^Send through the Broadcast API/).check();
    await expect(page.getByText(/that has no rate/)).toBeVisible();
    await page.getByRole("button", { name: "Review", exact: true }).click();
    await expect(page.getByText(/Through the Broadcast API: one call/)).toBeVisible();
    await expect(page.getByText(/cannot be paused or taken back/)).toBeVisible();
    await expect(page.getByText("Broadcast API: every open conversation of the audience")).toBeVisible();
    await expect(page.getByText(/Pause or cancel at any time|in the last 24 hours/)).toBeHidden();
    await page.getByRole("button", { name: "Ask Facebook how many it expects to reach" }).click();
    await expect(page.getByText(/^Facebook expects to reach \d+ people/)).toBeVisible();
  });
});
