import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test("while Facebook answers with errors, the page says so and keeps what was typed", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("admin");
  await person.open("/labels");
  await emulator.addFault({
    pageId: facebook.pageId,
    kind: "error",
    path: "/custom_labels",
    error: { code: 2, status: 500 },
  });
  await page.getByRole("button", { name: "New label" }).click();
  const field = page.getByRole("dialog").getByLabel("Name");
  await field.fill("Espresso");
  await page.getByRole("button", { name: "Create label" }).click();
  await expect(page.getByRole("alert").first()).toContainText(/Facebook/);
  await expect(field).toHaveValue("Espresso");
  await emulator.clearFaults(facebook.pageId);
});

test("a slow Facebook holds nothing up but the button that was pressed", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("admin");
  await person.open("/labels");
  await emulator.addFault({
    pageId: facebook.pageId,
    kind: "slow",
    path: "/custom_labels",
    method: "POST",
    delayMs: 5_000,
    count: 1,
  });
  await page.getByRole("button", { name: "New label" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Espresso");
  await page.getByRole("button", { name: "Create label" }).click();
  await expect(page.getByText("Creating on Facebook").first()).toBeVisible();
  await expect(page.getByRole("row", { name: /^Espresso/ })).toBeVisible();
});

test("a broadcast waits while Facebook asks for patience, then goes on, and nobody gets it twice", async ({
  person,
  facebook,
  page,
}) => {
  test.setTimeout(240_000); // Facebook's patience is asked for, and waited for.
  await emulator.addFault({
    pageId: facebook.pageId,
    kind: "error",
    path: "/messages",
    count: 3,
    error: { code: 613, message: "(#613) Calls to this api have exceeded the rate limit." },
  });
  await emulator.addFault({
    pageId: facebook.pageId,
    kind: "drop-after-effect",
    path: "/messages",
    count: 2,
  });
  await person.signIn("marketer");
  await person.open("/broadcasts/new");
  await page.getByLabel("Name").fill("Patience");
  await person.block(/^All of/).focus();
  await person.addLabel("California");
  await page.getByLabel("Message", { exact: true }).fill("Hello");
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: /^Send to/ }).click();
  await expect(page.getByText("Completed")).toBeVisible({ timeout: 120_000 });
  await emulator.flush(facebook.pageId);
  const { psids } = await emulator.evaluate(facebook.pageId, {
    operator: "AND",
    values: [person.labelId("California")],
  });
  const received = await emulator.received(facebook.pageId);
  expect(received.map(({ psid }) => psid).sort()).toEqual([...psids].sort());
  expect(received.every(({ messages }) => messages.length === 1)).toBe(true);
});
