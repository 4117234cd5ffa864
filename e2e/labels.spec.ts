import { emulator } from "./emulator";
import { expect, test } from "./fixtures";
import { holdAnswers, isDeed } from "./hold-answers";

test("an admin creates a label on Facebook, and deletes it after seeing whom it would be taken from", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("admin");
  await person.open("/labels");
  await page.getByRole("button", { name: "New label" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("  Espresso  ");
  await page.getByRole("button", { name: "Create label" }).click();
  await expect(page.getByRole("row", { name: /^Espresso/ })).toBeVisible();
  const created = (await emulator.labels(facebook.pageId)).find(({ name }) => name === "Espresso");
  expect(created).toMatchObject({ customers: 0 });

  const { customers } = await emulator.truth(facebook.pageId);
  await emulator.agentLabels(facebook.pageId, customers[0]!.psid, created!.id, "add");
  await expect(page.getByRole("row", { name: /^Espresso/ }).getByRole("link", { name: /^1/ })).toBeVisible();
  await page.getByRole("button", { name: "More for Espresso" }).click();
  await page.getByRole("menuitem", { name: /^Delete/ }).click();
  await expect(page.getByText("1 customer has it and loses it.")).toBeVisible();
  await page.getByRole("button", { name: "Delete and take it from 1 customer" }).click();
  await expect(page.getByRole("row", { name: /^Espresso/ })).toHaveCount(0);
  await expect
    .poll(async () => (await emulator.labels(facebook.pageId)).map(({ name }) => name))
    .not.toContain("Espresso");
});

test("a label’s name that cannot be is refused at its field, and what was typed stays", async ({
  person,
  page,
  facebook,
}) => {
  await person.signIn("admin");
  await person.open("/labels");
  await page.getByRole("button", { name: "New label" }).click();
  const field = page.getByRole("dialog").getByLabel("Name");
  const submit = page.getByRole("button", { name: "Create label" });
  const before = await emulator.labels(facebook.pageId);

  await field.fill("   ");
  await submit.click();
  await expect(field).toHaveAccessibleDescription(/Give the label a name/);
  await field.fill("é".repeat(65));
  await submit.click();
  await expect(field).toHaveAccessibleDescription(/at most 64 characters; this one has 65/);
  await expect(field).toHaveValue("é".repeat(65));
  await field.fill("ad_id.999");
  await submit.click();
  await expect(field).toHaveAccessibleDescription(/belong to the labels that Facebook sets/);
  await field.fill("churned");
  await submit.click();
  await expect(field).toHaveAccessibleDescription(/already a label named “Churned”/);
  expect(await emulator.labels(facebook.pageId)).toEqual(before);

  await field.fill("☕".repeat(64));
  await submit.click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a label that a segment uses is not deleted, and the segment is named", async ({ person, page }) => {
  await person.signIn("admin");
  await person.open("/segments/new");
  await page.getByLabel("Name").fill("Everyone who left");
  await person.block(/^All of/).focus();
  await person.addLabel("Churned");
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByText("Saved Everyone who left", { exact: true })).toBeVisible();
  await person.open("/labels");
  await page.getByRole("button", { name: "More for Churned" }).click();
  await page.getByRole("menuitem", { name: /^Delete/ }).click();
  await expect(page.getByText(/Everyone who left/)).toBeVisible();
});

test("until it is known what uses a label it cannot be deleted, and nothing is said of it", async ({
  person,
  page,
}) => {
  await person.signIn("admin");
  const uses = await holdAnswers(page, (request) => request.url().endsWith("/labels/uses"));
  await person.open("/labels");
  await page.getByRole("button", { name: "More for Churned" }).click();
  await page.getByRole("menuitem", { name: /^Delete/ }).click();
  const dialog = page.getByRole("dialog");
  const remove = dialog.getByRole("button", { name: /^Delete / });
  await expect(dialog.getByText("Looking where it is used").first()).toBeVisible();
  await expect(dialog.getByText(/^No segment/)).toHaveCount(0);
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await uses.letCome();
  await expect(dialog.getByText(/^No segment/)).toBeVisible();
  await expect(remove).not.toHaveAttribute("aria-disabled");
});

test("a label that is still being made closes no dialog that is about another by now", async ({
  person,
  page,
}) => {
  await person.signIn("admin");
  await person.open("/labels");
  const deed = await holdAnswers(page, isDeed);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "New label" }).click();
  await dialog.getByLabel("Name").fill("Espresso");
  await dialog.getByRole("button", { name: "Create label" }).click();
  await deed.answered;
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "New label" }).click();
  await dialog.getByLabel("Name").fill("Filter");
  await deed.letCome();
  await expect(page.getByText("Created Espresso")).toBeVisible();
  await person.drawAnew();
  await expect(dialog.getByLabel("Name")).toHaveValue("Filter");
});

test("an admin gives a label a colour, a description and a group, and sees the labels by group", async ({
  person,
  page,
}) => {
  await person.signIn("admin");
  await person.open("/labels");
  await page.getByRole("button", { name: "More for Over 50" }).click();
  await page.getByRole("menuitem", { name: /^Colour/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Teal" }).check();
  await dialog.getByLabel("Description").fill("Told us so");
  await dialog.getByLabel("Group").fill("Age");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await page
    .getByRole("radio", { name: "By group" })
    .or(page.getByRole("button", { name: "By group" }))
    .click();
  await expect(page.getByRole("columnheader", { name: /^Age\s*1/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Over 50 Told us so/ })).toBeVisible();
});
