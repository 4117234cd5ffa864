import { expect, test } from "./fixtures";
import { emulator } from "./emulator";
import { encodePredicate } from "../lib/domain/predicate-code";
import type { Predicate } from "../lib/domain/predicate";

test("what Messenger’s JSON may not say is refused at its place, and the blocks stay as they were", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  await person.block(/^All of/).focus();
  await person.addLabel("California");
  await page.getByRole("tab", { name: "Messenger JSON" }).click();
  const field = page.getByRole("textbox", { name: /JSON/ });
  const [california, churned] = [person.labelId("California"), person.labelId("Churned")];
  const wrong = [
    [`{"operator":"NOT","values":[${california},${churned}]}`, /NOT takes exactly one value, here are 2/],
    ['{"operator":"AND","values":[]}', /this group has no values/],
    ['{"operator":"XOR","values":[1]}', /XOR is not an operator/],
    [
      '{"operator":"OR","values":["1234567890123456"]}',
      /column 28: there is no label 1234567890123456 on this Page/,
    ],
    ['{"operator":', /the text ends too early/],
  ] as const;
  for (const [text, words] of wrong) {
    await field.fill(text);
    await expect(field, text).toHaveAccessibleDescription(words);
    await expect(field).toHaveAttribute("aria-invalid", "true");
  }
  await page.getByRole("tab", { name: "Blocks" }).click();
  await expect(person.block("California")).toBeVisible();

  // As it stands in Meta's document: a fragment, comments, trailing commas, ids without quotes.
  await page.getByRole("tab", { name: "Messenger JSON" }).click();
  await field.fill(`"targeting": { "labels": {
    "operator": "OR", // union
    "values": [ ${person.labelId("Over 50")}, { "operator": "AND", "values": [ ${california}, ${person.labelId("Under 25")}, ] }, ],
  } }`);
  await page.getByRole("tab", { name: "Blocks" }).click();
  await expect(person.block(/^Any of 2/)).toBeVisible();
  await expect(person.block(/^All of 2/)).toBeVisible();
});

test("an empty group cannot be saved or used, and says what to do", async ({ person, page }) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  await page.getByLabel("Name").fill("Nobody");
  await expect(page.getByRole("button", { name: "Save segment" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("Put a label in, or remove the group").first()).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Nobody");
});

test("a predicate that is too large, too deep or no predicate selects nobody, and the server says why", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  const label: Predicate = { op: "LABEL", labelId: person.labelId("California") };
  const deep = Array.from({ length: 16 }).reduce<Predicate>((operand) => ({ op: "NOT", operand }), label);
  const wide: Predicate = { op: "OR", operands: Array.from({ length: 500 }, () => label) };
  const counts = (code: string) =>
    page.request.get(`${process.env.PUBLIC_URL!}/api/pages/${facebook.pageId}/counts?predicate=${code}`);
  for (const [code, words] of [
    [encodePredicate(deep), /16 levels/],
    [encodePredicate(wide), /500 blocks/],
    [encodePredicate({ op: "LABEL", labelId: "1234567890123456" }), /not on this Page/],
    ["nonsense", /./],
    ["", /./],
  ] as const) {
    const answer = await counts(code);
    expect(answer.status()).toBe(400);
    const failure = (await answer.json()) as { code: string; message: string };
    expect(failure.code).toBe("predicate-wrong");
    expect(failure.message).toMatch(words);
  }
  expect(
    (
      await counts(encodePredicate({ op: "OR", operands: Array.from({ length: 499 }, () => label) }))
    ).status(),
  ).toBe(200);
});

test("counts are those of the emulator’s own evaluation, for fifty predicates made by chance", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  let seed = 20261121;
  const draw = (max: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % max;
  };
  const make = (depth: number): Predicate => {
    const kind = depth === 0 ? 0 : draw(4);
    if (kind === 0) return { op: "LABEL", labelId: facebook.labels[draw(facebook.labels.length)]!.id };
    if (kind === 1) return { op: "NOT", operand: make(depth - 1) };
    return {
      op: kind === 2 ? "AND" : "OR",
      operands: Array.from({ length: 1 + draw(3) }, () => make(depth - 1)),
    };
  };
  const toTargeting = (predicate: Predicate): unknown => {
    if (predicate.op === "LABEL") return predicate.labelId;
    if (predicate.op === "NOT") return { operator: "NOT", values: [toTargeting(predicate.operand)] };
    return { operator: predicate.op, values: predicate.operands.map(toTargeting) };
  };
  for (let round = 0; round < 50; round++) {
    const predicate: Predicate = { op: "AND", operands: [make(4)] };
    const url = `${process.env.PUBLIC_URL!}/api/pages/${facebook.pageId}/counts?predicate=${encodePredicate(predicate)}`;
    const { nodes } = (await (await page.request.get(url)).json()) as { nodes: { people: number }[] };
    const { psids } = await emulator.evaluate(facebook.pageId, toTargeting(predicate));
    expect(nodes[0]!.people, JSON.stringify(predicate)).toBe(psids.length);
  }
});

test("a label that was being picked is forgotten when another face is shown", async ({ person, page }) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  await person.block(/^All of/).focus();
  await page.keyboard.press("a");
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.getByRole("tab", { name: "Query" }).click();
  await expect(page.getByRole("textbox", { name: /query/i })).toBeVisible();
  await page.getByRole("tab", { name: "Blocks" }).click();
  await expect(person.block(/^All of/)).toBeVisible();
  await expect(page.getByRole("combobox")).toHaveCount(0);
});
