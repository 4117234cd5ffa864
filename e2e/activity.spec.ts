import { readFile } from "node:fs/promises";
import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test("what was done is found by kind and person, and a bulk change leads to its results", async ({
  person,
  page,
}) => {
  await person.signIn("admin");
  await person.open("/labels");
  await page.getByRole("button", { name: "New label" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Made by Ingrid");
  await page.getByRole("button", { name: "Create label" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Made by Ingrid" })).toBeVisible();
  await person.open("/customers");
  await page
    .getByRole("checkbox", { name: /^Select (?!everyone)/ })
    .first()
    .check();
  await page.getByRole("button", { name: "Change labels", exact: true }).click();
  await page.getByRole("button", { name: "Put on: add a label" }).click();
  await page.getByRole("option", { name: /^Made by Ingrid/ }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Make 1 change" }).click();
  await expect(page.getByRole("region", { name: /Made by Ingrid/ })).toContainText("1 changed");
  await person.open("/activity");
  await page.getByRole("combobox", { name: "What" }).selectOption("Labels");
  await expect(page.getByRole("row").filter({ hasText: "Made by Ingrid" })).toHaveCount(1);
  await page.getByRole("combobox", { name: "What" }).selectOption("Bulk changes");
  await page.getByRole("combobox", { name: "Who" }).selectOption({ label: "Ingrid Solheim" });
  await page.getByRole("link", { name: "Results" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Made by Ingrid" })).toContainText("changed");
});

test("customers are exported as they are shown", async ({ person, facebook, page }) => {
  const { customers } = await emulator.truth(facebook.pageId);
  await person.signIn("support-lead");
  await person.open(`/customers?search=${customers[0]!.psid}`);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.trimEnd().split("\r\n")).toHaveLength(2);
  expect(text).toContain(customers[0]!.psid);
});

test("a single change shows what it was and is, and is undone from its line; every job stands under Jobs", async ({
  person,
  page,
}) => {
  await person.signIn("admin");
  await person.open("/labels");
  await page.getByRole("button", { name: "More for Churned" }).click();
  await page.getByRole("menuitem", { name: /^Colour/ }).click();
  await page.getByRole("dialog").getByLabel("Description").fill("Left us");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /^Churned Left us/ })).toBeVisible();
  await person.open("/activity");
  const line = page.getByRole("row").filter({ hasText: "Changed the look of the label Churned" });
  await expect(line).toContainText(/Description\s*before: none.*now: Left us/);
  await line.getByRole("button", { name: /^Undo/ }).click();
  await expect(line.filter({ hasText: "Undone" })).toHaveCount(1);
  await person.open("/labels");
  await expect(page.getByRole("row", { name: /^Churned/ })).not.toContainText("Left us");
  await person.open("/activity/jobs");
  await expect(page.getByRole("row", { name: /Read the Page from Messenger/ })).toContainText("Done");
});
