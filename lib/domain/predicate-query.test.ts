import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Predicate } from "./predicate";
import { predicateDepthMax, predicateNodesMax } from "./predicate";
import { parseQuery, printQuery } from "./predicate-query";
import { anyLabelsAndPredicate, anyScraps } from "./predicate-text-arbitrary.fixture";
import { propertyCases } from "./property-cases.fixture";

const labels = [
  { labelId: "1", name: "Over 50" },
  { labelId: "2", name: "California" },
  { labelId: "3", name: "Under 25" },
  { labelId: "4", name: "Churned" },
  { labelId: "1712444532121303", name: "VIP" },
  { labelId: "9", name: "VIP" },
  { labelId: "10", name: "and" },
  { labelId: "11", name: 'say "hi" \\ bye' },
];
const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const and = (...operands: Predicate[]): Predicate => ({ op: "AND", operands });
const or = (...operands: Predicate[]): Predicate => ({ op: "OR", operands });
const not = (operand: Predicate): Predicate => ({ op: "NOT", operand });
const [over50, california, under25, churned] = [label("1"), label("2"), label("3"), label("4")];
const read = (text: string) => parseQuery(text, labels);
const problemsOf = (text: string) => {
  const reading = read(text);
  return reading.ok ? [] : reading.problems;
};

describe("query text", () => {
  test("the example of the platform document is one short line, and comes back as the same tree", () => {
    const predicate = or(over50, and(california, under25, not(churned)));
    const text = '"Over 50" | (California "Under 25" -Churned)';
    expect(printQuery(predicate, labels)).toBe(text);
    expect(read(text)).toEqual({ ok: true, predicate });
  });

  test.each<[string, Predicate]>([
    ["California", california],
    ["  california ", california],
    ["California & “Under 25”", and(california, under25)],
    ['California"Under 25"', and(california, under25)],
    ['"Over 50" | California "Under 25"', or(over50, and(california, under25))],
    ["((California))", california],
    ["-(California)", not(california)],
    ["--California", not(not(california))],
    ["(& California)", and(california)],
    ["| (& California)", or(and(california))],
    ["(California Churned) Churned", and(and(california, churned), churned)],
    ["California Churned Churned", and(california, churned, churned)],
    ["(California | Churned) | Churned", or(or(california, churned), churned)],
    ["VIP#9", label("9")],
    ['"VIP"#1712444532121303 -VIP#9', and(label("1712444532121303"), not(label("9")))],
    ["#9", label("9")],
    ["and", label("10")],
    [String.raw`"say \"hi\" \\ bye"`, label("11")],
    [String.raw`"Cali\u{66}ornia"`, california],
  ])("%s is understood", (text, predicate) => {
    expect(read(text)).toEqual({ ok: true, predicate });
  });

  test.each<[string, object[]]>([
    ["", [{ code: "empty", offset: 0 }]],
    ["California |", [{ code: "operand-missing", offset: 12 }]],
    ["California | | Churned", [{ code: "operand-missing", offset: 13 }]],
    ["()", [{ code: "operand-missing", offset: 1 }]],
    ["Churned (California", [{ code: "bracket-not-closed", offset: 8 }]],
    ["California)", [{ code: "unexpected", offset: 10, text: ")" }]],
    ["California, Churned", [{ code: "unexpected", offset: 10, text: "," }]],
    ["California ~", [{ code: "unexpected", offset: 11, text: "~" }]],
    ['Churned "Over', [{ code: "quote-not-closed", offset: 8, length: 5 }]],
    [String.raw`"Over\n"`, [{ code: "bad-escape", offset: 5, text: "\\n" }]],
    ["VIP#", [{ code: "id-missing", offset: 3 }]],
    ["Churned OR California", [{ code: "operator-as-word", offset: 8, word: "OR", sign: "|" }]],
    ["Churned -VIP", [{ code: "shared-name", offset: 9, labelIds: ["1712444532121303", "9"] }]],
    ["Churned#2", [{ code: "name-differs", offset: 0, name: "Churned", nameNow: "California" }]],
    ["#404", [{ code: "unknown-label", offset: 0, labelId: "404" }]],
    [
      "Old | (New)",
      [
        { offset: 0, name: "Old" },
        { code: "unknown-label", offset: 7, length: 3, name: "New" },
      ],
    ],
  ])("%s is refused at its place", (text, problems) => {
    expect(problemsOf(text)).toMatchObject(problems);
  });

  test("a text of more blocks or brackets than there may be is refused where it goes too far", () => {
    expect(problemsOf(`${"-".repeat(predicateDepthMax)}Churned`)).toMatchObject([
      { code: "too-deep", offset: predicateDepthMax },
    ]);
    expect(problemsOf("(".repeat(50_000))).toMatchObject([{ code: "too-deep", offset: 100 }]);
    expect(problemsOf("-".repeat(50_000))).toMatchObject([{ code: "operand-missing", offset: 50_000 }]);
    expect(problemsOf("Churned ".repeat(predicateNodesMax + 1))).toMatchObject([
      { code: "too-many-nodes", offset: 8 * predicateNodesMax },
    ]);
  });

  test("two labels that differ in capitals alone are each found by their own spelling, and by no other", () => {
    const twins = [
      { labelId: "1", name: "Vip" },
      { labelId: "2", name: "VIP" },
    ];
    expect(parseQuery("VIP", twins)).toEqual({ ok: true, predicate: label("2") });
    expect(parseQuery("vip", twins)).toMatchObject({
      problems: [{ code: "shared-name", labelIds: ["1", "2"] }],
    });
  });

  test("every predicate over labels of any name comes back as the very same tree", () => {
    fc.assert(
      fc.property(anyLabelsAndPredicate, ([known, predicate]) => {
        expect(parseQuery(printQuery(predicate, known), known)).toEqual({ ok: true, predicate });
      }),
      { numRuns: propertyCases },
    );
  });

  test("a label that is gone is written by its id, and refused when read again", () => {
    const text = printQuery(and(california, label("404")), labels);
    expect(text).toBe("California #404");
    expect(problemsOf(text)).toMatchObject([{ code: "unknown-label", offset: 11 }]);
  });

  test("no text makes it stumble, and whatever is wrong lies within the text", () => {
    fc.assert(
      fc.property(anyScraps("|", "&", "-", "VIP", "Churned"), (input) => {
        const reading = read(input);
        if (reading.ok) expect(read(printQuery(reading.predicate, labels))).toEqual(reading);
        else expect(reading.problems.every((one) => one.offset + one.length <= input.length)).toBe(true);
      }),
      { numRuns: propertyCases },
    );
  });
});
