import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";
import { emulator } from "./emulator";
import { holdAnswers } from "./hold-answers";
import type { Steps } from "./steps";

/** A new segment over these labels, any of them. */
async function saveAnyOf(person: Steps, name: string, labels: string[]): Promise<void> {
  await person.open("/segments/new");
  await person.page.getByLabel("Name").fill(name);
  await person.block(/^All of/).focus();
  for (const label of labels) await person.addLabel(label);
  await person.block(/^All of/).focus();
  await person.page.keyboard.press("Enter");
  await expect(person.block(/^Any of/)).toBeVisible();
  await person.page.getByRole("button", { name: "Save segment" }).click();
  await person.page.waitForURL(/segments\/[0-9a-f-]{36}$/);
}

test("a marketer changes a segment, sees who came in by it, and brings the earlier version back", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await saveAnyOf(person, "By age", ["Under 25"]);
  const before = await person.shownPeople();
  await person.block(/^Any of/).focus();
  await person.addLabel("Over 50");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Versions" }).click();
  const versions = page.getByRole("list", { name: "Versions, newest first" }).getByRole("listitem");
  await expect(versions).toHaveCount(2);

  const [over50, under25] = [person.labelId("Over 50"), person.labelId("Under 25")];
  const cameIn = await emulator.evaluate(facebook.pageId, {
    operator: "AND",
    values: [over50, { operator: "NOT", values: [under25] }],
  });
  const link = versions.nth(1).getByRole("link", { name: `now also ${cameIn.psids.length}` });
  await expect(link).toBeVisible();
  await versions.nth(1).getByRole("button", { name: "Bring back version 1" }).click();
  await expect(versions).toHaveCount(3);
  await expect(versions.first()).toContainText("Brought back from 1");
  await expect(person.block("Over 50")).toBeHidden();
  await expect.poll(() => person.shownPeople()).toBe(before);
  await versions
    .nth(1)
    .getByRole("link", { name: `no longer ${cameIn.psids.length}` })
    .click();
  await page.waitForURL(/customers\?filter=/);
});

test("a segment that always means the same people as another is told so, with the way to it", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await saveAnyOf(person, "By age", ["Under 25", "Over 50"]);
  await person.open("/segments/new");
  await page.getByRole("tab", { name: "Query" }).click();
  await page.getByRole("textbox", { name: "The predicate as a query" }).fill('-(-"Over 50" -"Under 25")');
  await expect(page.getByText("Selects exactly the same people as By age, always.")).toBeVisible();
  await page.getByRole("link", { name: "By age" }).click();
  await page.waitForURL(/segments\/[0-9a-f-]{36}$/);
});

test("a predicate is copied as the platform’s command, without a token, and not while a block is muted", async ({
  person,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await person.signIn("marketer");
  await saveAnyOf(person, "By age", ["Under 25", "Over 50"]);
  const menu = page.getByRole("button", { name: "More for this segment" });
  await menu.click();
  await page.getByRole("menuitem", { name: "Copy as cURL" }).click();
  await expect(page.getByText("Copied as cURL.").first()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("access_token=<PAGE_ACCESS_TOKEN>");
  expect(copied).toContain(`"${person.labelId("Under 25")}"`);

  await person.block("Over 50").focus();
  await page.keyboard.press("m");
  await expect(person.block(/^Muted, Over 50/)).toBeVisible();
  await menu.click();
  for (const name of ["Copy a link", "Copy as Messenger JSON", "Copy as cURL", /^Freeze/, "Duplicate"]) {
    await expect(page.getByRole("menuitem", { name })).toHaveAttribute("aria-disabled", "true");
  }
  await page.keyboard.press("Escape");
  for (const face of ["Sentence", "Query", "Messenger JSON"]) {
    await page.getByRole("tab", { name: face }).click();
    await expect(page.getByRole("button", { name: "Copy" })).toHaveAttribute("aria-disabled", "true");
  }
  for (const name of ["Save", "Use in a broadcast"]) {
    await expect(page.getByRole("button", { name, exact: true })).toHaveAttribute("aria-disabled", "true");
  }
});

test("people who are frozen stay in their list when their labels change", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await saveAnyOf(person, "By age", ["Under 25"]);
  const people = await person.shownPeople();
  await page.getByRole("button", { name: "More for this segment" }).click();
  await page.getByRole("menuitem", { name: /^Freeze/ }).click();
  await page.getByRole("dialog").getByLabel("Name of the list").fill("Young in autumn");
  await page.getByRole("button", { name: "Freeze", exact: true }).click();
  await expect(page.getByText(`Froze ${people} people`, { exact: true })).toBeVisible();

  const labelId = person.labelId("Under 25");
  const { customers } = await emulator.truth(facebook.pageId);
  const { psid } = customers.find(({ labelIds }) => labelIds.includes(labelId))!;
  await emulator.agentLabels(facebook.pageId, psid, labelId, "remove");
  await expect.poll(() => person.shownPeople()).toBe(people - 1);
  await person.open("/segments");
  await page.getByRole("link", { name: "Young in autumn" }).click();
  await expect(page.getByText("one of these no longer")).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(people + 1);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test("what is known of a segment opens where it is, and is clean to assistive technology", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await saveAnyOf(person, "By age", ["Under 25"]);
  for (const name of ["Size over time", "Versions", "Where it is used"]) {
    await page.getByRole("button", { name, exact: true }).click();
  }
  await expect(page.getByRole("img", { name: /^Size over time/ })).toBeVisible();
  await page.getByRole("button", { name: "Show as a table" }).click();
  await expect(page.getByRole("table", { name: "Measured sizes, newest first" })).toBeVisible();
  await expect(page.getByText("No broadcast was written for this segment yet.")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test("a segment that a broadcast needs cannot be deleted, and the broadcast is named", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await saveAnyOf(person, "By age", ["Under 25"]);
  const address = page.url();
  await page.getByRole("link", { name: "Use in a broadcast" }).click();
  await page.waitForURL(/broadcasts\/new/);
  await page.getByLabel("Name").fill("Autumn roast");
  await page.getByLabel("Message", { exact: true }).fill("The autumn roast is in.");
  await page.getByRole("button", { name: "Review" }).click();
  await page.waitForURL(/review$/);
  await page.goto(address);
  await page.getByRole("button", { name: "More for this segment" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("link", { name: "Autumn roast" })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Delete" })).toHaveAttribute("aria-disabled", "true");
});

test("anybody is explained: each block true or not for them, and the labels on which it rests in a sentence", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await saveAnyOf(person, "By age", ["Under 25", "Over 50"]);
  const [over50, under25] = [person.labelId("Over 50"), person.labelId("Under 25")];
  const { customers } = await emulator.truth(facebook.pageId);
  const young = customers.find(({ labelIds }) => labelIds.includes(under25) && !labelIds.includes(over50))!;

  // Whoever types faster than people are found picks nobody whom they did not mean.
  const found = await holdAnswers(page, (request) => /\/customers\?.*search=/.test(request.url()));
  await page.getByRole("button", { name: "Choose a person" }).click();
  await expect(page.getByRole("option").nth(1)).toBeVisible();
  const offered = (await page.getByRole("option").allTextContents()).join();
  const lacking = customers.find(
    ({ name, labelIds }) =>
      !labelIds.includes(over50) && !labelIds.includes(under25) && !offered.includes(name),
  )!;
  await page.getByRole("combobox", { name: "Name or PSID" }).fill(lacking.psid);
  await expect(page.getByText("Looking …")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option")).toHaveCount(0);
  expect(page.url()).not.toContain("explain=");
  await found.letCome();
  await expect(page.getByRole("option", { name: lacking.name })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(
    page.getByText(/is not in this audience: they do not carry Under 25 or Over 50/),
  ).toBeVisible();
  await expect(page.getByRole("treeitem", { name: /^Any of 2.*not true for them$/ })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  // The address tells a colleague the same.
  await page.goto(page.url().replace(/explain=\d+/, `explain=${young.psid}`));
  await expect(page.getByText(/is in this audience: they carry Under 25/)).toBeVisible();
  await expect(page.getByRole("treeitem", { name: /^Under 25.*, true for them$/ })).toBeVisible();
  await expect(page.getByRole("treeitem", { name: /^Over 50.*not true for them$/ })).toBeVisible();

  await page.getByRole("link", { name: /^See / }).click();
  const segments = page.getByRole("region", { name: "Segments" });
  await expect(segments.getByRole("link", { name: "By age" })).toBeVisible();
  await expect(segments.getByText("They carry Under 25.")).toBeVisible();
});

test("a search for a person that fails says so, and does not say that there is nobody", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await saveAnyOf(person, "By age", ["Under 25"]);
  await page.route(/\/customers\?.*search=/, (route) =>
    route.fulfill({ status: 503, json: { ok: false, code: "busy", message: "Too busy just now." } }),
  );
  await page.getByRole("button", { name: "Choose a person" }).click();
  await page.getByRole("combobox", { name: "Name or PSID" }).fill("Nobody at all");
  await expect(page.getByText("Too busy just now.")).toBeVisible();
});

test.describe("with accounts whose labels Facebook does not tell", () => {
  test.use({ start: { customers: 300, labels: ["A"], profile: "current", hasOddAccounts: true } });
  test("somebody whose labels are unknown is said to be in nothing, and no block is blamed", async ({
    person,
    facebook,
    page,
  }) => {
    await person.signIn("marketer");
    const { customers } = await emulator.truth(facebook.pageId);
    const unknown = customers.find(({ labelsReadable }) => !labelsReadable)!;
    await person.open(`/segments/new?explain=${unknown.psid}`);
    await person.block(/^All of/).focus();
    await person.addLabel("A");
    await expect(page.getByText(/Nobody knows which labels .* NOT included/)).toBeVisible();
    await expect(page.getByRole("treeitem", { name: /true for them/ })).toHaveCount(0);
  });
});

test("the overlap of labels is exact, and one of its combinations becomes the predicate by keyboard, with undo", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  await person.block(/^All of/).focus();
  await person.addLabel("California");
  await person.addLabel("Under 25");
  await page.getByRole("button", { name: "Overlap of labels", exact: true }).click();
  const regions = page.getByRole("list", { name: /^Combinations/ });
  const only = await emulator.evaluate(facebook.pageId, {
    operator: "AND",
    values: [person.labelId("California"), { operator: "NOT", values: [person.labelId("Under 25")] }],
  });
  const region = regions.getByRole("button", { name: "California, none of the others" });
  await expect(region).toContainText(String(only.psids.length));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  await region.focus();
  await page.keyboard.press("Enter");
  await expect(person.block(/^Not Under 25/)).toBeVisible();
  await expect.poll(() => person.shownPeople()).toBe(only.psids.length);
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(person.block(/^Under 25/)).toBeVisible();
});
