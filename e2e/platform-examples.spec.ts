import { expect, test } from "./fixtures";
import { emulator } from "./emulator";
import type { Steps } from "./steps";

/** Both examples of the platform document “Targeting Broadcast Messages”, on a Page of its era. */
test.use({
  // So high that nothing scrolls away under the mouse.
  viewport: { width: 1280, height: 1_100 },
  start: { customers: 60, labels: ["California", "Under 25", "Over 50", "Churned"], profile: "legacy" },
});

type Targeting = string | { operator: string; values: Targeting[] };

const byAge = (person: Steps): Targeting => ({
  operator: "OR",
  values: [person.labelId("Under 25"), person.labelId("Over 50")],
});
const byAgeAndPlace = (person: Steps): Targeting => ({
  operator: "OR",
  values: [
    person.labelId("Over 50"),
    { operator: "AND", values: [person.labelId("California"), person.labelId("Under 25")] },
  ],
});

/** As they stand in the document: a fragment, comments, placeholders, ends of lines with blanks. */
const byAgePasted = `"targeting": {
  "labels": {
    "operator": "OR", // union all PSIDs that meet desired age
    "values": [
      <UNDER_25_CUSTOMERS_LABEL_ID>, 
      <OVER_50_CUSTOMERS_LABEL_ID>   
    ]    
  }
}`;
const byAgeAndPlacePasted = `"targeting": {
  "labels": {
    "operator": "OR", // union all PSIDs that meet desired age and location
    "values": [
      <OVER_50_CUSTOMERS_LABEL_ID>,          
      {
        "operator": "AND", // intersect customers in California and under 25
        "values": [
          <CALIFORNIA_CUSTOMERS_LABEL_ID>,
          <UNDER_25_CUSTOMERS_LABEL_ID>
        ]
      },
    ]    
  }
}`;

/** What the blocks say is the document's predicate, in its order, and selects the people whom the platform would. */
async function expectPredicate(person: Steps, pageId: string, wanted: Targeting): Promise<void> {
  const { page } = person;
  await page.getByRole("tab", { name: "Messenger JSON" }).click();
  const field = page.getByRole("textbox", { name: "Messenger JSON" });
  const readPredicate = async () => {
    const { targeting } = JSON.parse(await field.inputValue()) as { targeting: { labels: Targeting } };
    return targeting.labels;
  };
  await expect.poll(readPredicate).toEqual(wanted);
  const { psids } = await emulator.evaluate(pageId, wanted);
  await expect.poll(() => person.shownPeople()).toBe(psids.length);
}

test("both examples are built with the mouse alone", async ({ person, facebook, page }) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  const addLabel = async (name: string, at: "first" | "last") => {
    await page.getByRole("tree").getByRole("button", { name: "Label", exact: true })[at]().click();
    await page.getByRole("option", { name }).click();
    await expect(person.block(name)).toBeVisible();
  };
  await addLabel("Under 25", "last");
  await addLabel("Over 50", "last");
  await page.getByRole("button", { name: "Change between ALL and ANY" }).click();
  await page.getByRole("menuitemradio", { name: /ANY of these/ }).click();
  await expectPredicate(person, facebook.pageId, byAge(person));

  await page.getByRole("tab", { name: "Blocks" }).click();
  await page.getByRole("tree").getByRole("button", { name: "Group", exact: true }).click();
  await addLabel("California", "first");
  // The label that stands outside goes into the group by dragging: behind California.
  const boxOf = async (name: RegExp) =>
    (await person.block(name).getByRole("button", { name: "Change the label" }).boundingBox())!;
  const from = await boxOf(/^Under 25/);
  const to = await boxOf(/^California/);
  await page.mouse.move(from.x + 20, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + to.height / 2, { steps: 8 });
  await page.mouse.move(to.x + 20, to.y + to.height + 8, { steps: 4 });
  await expect(page.getByText(/Place 2 in All of 1\.$/)).toBeAttached();
  await page.mouse.up();
  await expect(person.block(/^All of 2/)).toBeVisible();
  await expectPredicate(person, facebook.pageId, byAgeAndPlace(person));
});

test("both examples are built with the keyboard alone", async ({ person, facebook, page }) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  await expect(person.block(/^All of/)).toBeFocused();
  await person.addLabel("Under 25");
  await person.addLabel("Over 50");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(person.block(/^Any of 2/)).toBeFocused();
  await expectPredicate(person, facebook.pageId, byAge(person));

  await page.getByRole("tab", { name: "Blocks" }).press("Enter");
  await person.block(/^Any of 2/).focus();
  await page.keyboard.press("ArrowRight");
  await expect(person.block(/^Under 25/)).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("g");
  await expect(person.block(/^Any of 1/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(person.block(/^All of 1/)).toBeFocused();
  await person.addLabel("California");
  await page.keyboard.press("Alt+ArrowUp");
  await expectPredicate(person, facebook.pageId, byAgeAndPlace(person));
});

for (const [face, field, first, second] of [
  ["Query", "The predicate as a query", '"Under 25" | "Over 50"', '"Over 50" | (California "Under 25")'],
  [
    "Sentence",
    "The predicate as a sentence",
    'people with "Under 25" or "Over 50"',
    'people with "Over 50", or with "California" and "Under 25"',
  ],
] as const) {
  test(`both examples are typed as a ${face.toLowerCase()}`, async ({ person, facebook, page }) => {
    await person.signIn("marketer");
    await person.open("/segments/new");
    await page.getByRole("tab", { name: face }).click();
    await page.getByRole("textbox", { name: field }).fill(first);
    await expectPredicate(person, facebook.pageId, byAge(person));
    await page.getByRole("tab", { name: face }).click();
    await page.getByRole("textbox", { name: field }).fill(second);
    await expectPredicate(person, facebook.pageId, byAgeAndPlace(person));
  });
}

test("both examples are pasted as they stand in the document, and each placeholder is asked for", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  await page.getByRole("tab", { name: "Messenger JSON" }).click();
  const field = page.getByRole("textbox", { name: "Messenger JSON" });
  const answer = async (placeholder: string, label: string) => {
    const question = page.getByRole("listitem").filter({ hasText: placeholder });
    await question.getByRole("button", { name: "Choose a label" }).click();
    await page.getByRole("option", { name: label }).click();
  };
  await field.fill(byAgePasted);
  await expect(page.getByText("2 places hold placeholders")).toBeVisible();
  await answer("UNDER_25", "Under 25");
  await answer("OVER_50", "Over 50");
  await expectPredicateKept(person, facebook.pageId, byAge(person));
  await field.fill(byAgeAndPlacePasted);
  await answer("OVER_50", "Over 50");
  await answer("CALIFORNIA", "California");
  await answer("UNDER_25", "Under 25");
  await expectPredicateKept(person, facebook.pageId, byAgeAndPlace(person));
});

/** What was pasted stays as it was typed; the blocks are what it means. */
async function expectPredicateKept(person: Steps, pageId: string, wanted: Targeting): Promise<void> {
  const { psids } = await emulator.evaluate(pageId, wanted);
  await expect.poll(() => person.shownPeople()).toBe(psids.length);
  await person.page.getByRole("tab", { name: "Blocks" }).click();
  await expect(person.block(/^Any of 2/)).toBeVisible();
  await expectPredicate(person, pageId, wanted);
}
