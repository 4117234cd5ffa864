import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test.use({
  start: { customers: 90, labels: ["California", "Churned", "Lead Complete"], profile: "current" },
});

test("a marketer labels everyone who matches, sees the difference first, and undoes it from the notice", async ({
  person,
  facebook,
  page,
}) => {
  const before = await emulator.truth(facebook.pageId);
  const churned = person.labelId("Churned");
  const readable = before.customers.filter(({ labelsReadable }) => labelsReadable);
  const had = readable.filter(({ labelIds }) => labelIds.includes(churned)).length;
  await person.signIn("marketer");
  await person.openLive("/customers");
  await page
    .getByRole("checkbox", { name: /^Select / })
    .nth(1)
    .check();
  await page.getByRole("button", { name: /^Select all/ }).click();
  await page.getByRole("button", { name: "Change labels", exact: true }).click();
  await page.getByRole("button", { name: "Put on: add a label" }).click();
  await page.getByRole("option", { name: /^Churned/ }).click();
  await page.keyboard.press("Escape");
  const difference = page.getByRole("region", { name: "What would change" });
  await expect(difference).toContainText(`${readable.length - had} get it`);
  await expect(difference).toContainText(`${had} ha`);
  await page.getByRole("button", { name: /^Make \d+ changes/ }).click();
  const notice = page.getByRole("region", { name: /Churned/ }).first();
  await expect(notice).toContainText(`${readable.length - had} changed`);
  const after = await emulator.truth(facebook.pageId);
  expect(after.customers.filter(({ labelIds }) => labelIds.includes(churned))).toHaveLength(readable.length);
  await notice.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("region", { name: /^Undo: / })).toContainText(
    `${readable.length - had} changed`,
  );
  const undone = await emulator.truth(facebook.pageId);
  expect(undone.customers.map(({ labelIds }) => [...labelIds].sort())).toEqual(
    before.customers.map(({ labelIds }) => [...labelIds].sort()),
  );
});

test("a support lead finds only the lead stages to put on many at once", async ({ person, page }) => {
  await person.signIn("support-lead");
  await person.open("/customers");
  await page.getByRole("checkbox", { name: "Select everyone" }).check();
  await page.getByRole("button", { name: "Change labels", exact: true }).click();
  await page.getByRole("button", { name: "Put on: add a label" }).click();
  await expect(page.getByRole("option", { name: /^Lead Complete/ })).toBeVisible();
  await expect(page.getByRole("option", { name: /^Churned/ })).toHaveCount(0);
});
