import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Predicate } from "./predicate";
import { listPredicateNodes, predicateDepthMax } from "./predicate";
import { anyPredicate } from "./predicate-arbitrary.fixture";
import { toSentence } from "./predicate-sentence";
import { printSentence } from "./predicate-sentence-text";
import { parseSentence } from "./predicate-sentence-reader";
import { anyLabelsAndPredicate, anyScraps } from "./predicate-text-arbitrary.fixture";
import { propertyCases } from "./property-cases.fixture";

const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const and = (...operands: Predicate[]): Predicate => ({ op: "AND", operands });
const or = (...operands: Predicate[]): Predicate => ({ op: "OR", operands });
const not = (operand: Predicate): Predicate => ({ op: "NOT", operand });
const [a, b, c, d] = [label("A"), label("B"), label("C"), label("D")];
const labels = ["A", "B", "C", "D"].map((name) => ({ labelId: name, name }));
const twins = [
  { labelId: "1", name: "VIP" },
  { labelId: "2", name: "VIP" },
];
const read = (text: string) => parseSentence(text, labels);

describe("a segment as a sentence", () => {
  test("the example of the platform document reads like English, and comes back as the same tree", () => {
    const known = ["Over 50", "California", "Under 25", "Churned"].map((name, at) => ({
      labelId: `${at}`,
      name,
    }));
    const predicate = or(label("0"), and(label("1"), label("2"), not(label("3"))));
    const text = 'People with "Over 50", or with "California" and "Under 25" but not "Churned"';
    expect(printSentence(predicate, known)).toBe(text);
    expect(parseSentence(text, known)).toEqual({ ok: true, predicate });
    const grouped = 'people with "Over 50", or with all of ("California", "Under 25", not "Churned")';
    expect(parseSentence(grouped, known)).toEqual({ ok: true, predicate });
  });

  test.each<[Predicate, string]>([
    [a, 'People with "A"'],
    [not(a), 'People without "A"'],
    [or(a, b), 'People with "A" or "B"'],
    [and(a, b, c), 'People with "A", "B" and "C"'],
    [and(a, not(b), not(c)), 'People with "A" but not "B" and not "C"'],
    [and(not(a), b), 'People without "A", and with "B"'],
    [not(or(a, b)), 'People without any of ("A", "B")'],
    [not(and(a, b, c)), 'People without all of ("A", "B", "C")'],
    [not(and(a, or(b, c))), 'People without all of ("A", any of ("B", "C"))'],
    [not(not(a)), 'People without not "A"'],
    [or(a, not(b)), 'People with "A", or without "B"'],
    [and(or(a, b), or(c, d)), 'People with "A" or "B", and with "C" or "D"'],
    [or(a, and(b, or(c, d))), 'People with "A", or with "B" and any of ("C", "D")'],
    [or(a, and(not(b), c)), 'People with "A", or with all of (not "B", "C")'],
    [and(and(a, b), c), 'People with "A" and "B", and with "C"'],
    [or(and(a)), 'People with any of (all of ("A"))'],
    [and(or(a), b), 'People with any of ("A"), and with "B"'],
  ])("%j has one sentence, and back", (predicate, sentence) => {
    expect(printSentence(predicate, labels)).toBe(sentence);
    expect(read(sentence)).toEqual({ ok: true, predicate });
  });

  test.each<[string, Predicate]>([
    ['with "A".', a],
    ["PEOPLE WITH “A” AND “B”", and(a, b)],
    ['people with "A", "B", and "C"', and(a, b, c)],
    ['people with "A" or "B" and with "C"', and(or(a, b), c)],
    ['people with "A" and not "B"', and(a, not(b))],
    ['people with "A" or not "B"', or(a, not(b))],
    ['people with #A and "B"#B', and(a, b)],
  ])("%s may be typed too", (text, predicate) => {
    expect(read(text)).toEqual({ ok: true, predicate });
  });

  test.each<[string, object]>([
    ["", { code: "empty", offset: 0 }],
    ["people", { code: "word-missing", offset: 6, expected: ["with", "without"] }],
    ["people with", { code: "operand-missing", offset: 11 }],
    ["people with A", { code: "name-needs-quotes", offset: 12, name: "A" }],
    ['people with "A", "B"', { code: "word-missing", offset: 20, expected: ["and", "or"] }],
    ['people with "A" "B"', { code: "unexpected", offset: 16, text: "B" }],
    ['people with "A" and "B" or "C"', { code: "mixed-and-or", offset: 24, length: 2 }],
    ['people with "A", or with "B", and with "C"', { code: "mixed-and-or", offset: 30 }],
    ['people with "A" or "B" but not "C"', { code: "mixed-and-or", offset: 23 }],
    ['people with "A" but "B"', { code: "word-missing", offset: 20, expected: ["not"] }],
    ['people without "A" and "B"', { code: "not-takes-one", offset: 19 }],
    ['people with "A" but not "B", "C"', { code: "not-takes-one", offset: 29 }],
    ['people with not "A" and "B"', { code: "not-takes-one", offset: 24 }],
    ['people with ("A", "B")', { code: "word-missing", offset: 12, expected: ["all of", "any of"] }],
    ['people with any ("A")', { code: "word-missing", offset: 16, expected: ["of"] }],
    ['people with any of "A"', { code: "word-missing", offset: 19, expected: ["("] }],
    ["people with any of ()", { code: "operand-missing", offset: 20 }],
    ['people with any of ("A"', { code: "bracket-not-closed", offset: 19 }],
    ['people with any of ("A" "B")', { code: "unexpected", offset: 24 }],
    ['people with "E"', { code: "unknown-label", offset: 12, name: "E" }],
    ['people with "A', { code: "quote-not-closed", offset: 12 }],
    ['people with "A" & "B"', { code: "unexpected", offset: 16, text: "&" }],
  ])("%s is refused at its place, not guessed", (text, problem) => {
    expect(read(text)).toMatchObject({ ok: false, problems: [problem] });
  });

  test("a name that two labels share has to carry its id", () => {
    const predicate = or(label("1"), not(label("2")));
    const text = 'People with "VIP"#1, or without "VIP"#2';
    expect(printSentence(predicate, twins)).toBe(text);
    expect(parseSentence(text, twins)).toEqual({ ok: true, predicate });
    expect(parseSentence('People with "VIP"#1, or without "VIP"', twins)).toMatchObject({
      problems: [{ code: "shared-name", offset: 32, name: "VIP", labelIds: ["1", "2"] }],
    });
  });

  test("a sentence of more blocks or brackets than there may be is refused where it goes too far", () => {
    const nots = `people with ${"not ".repeat(predicateDepthMax)}"A"`;
    expect(read(nots)).toMatchObject({ problems: [{ code: "too-deep" }] });
    expect(read(`with ${"all of (".repeat(50_000)}`)).toMatchObject({ problems: [{ code: "too-deep" }] });
    expect(read(`with ${'"A", '.repeat(50_000)}`)).toMatchObject({ problems: [{ code: "too-many-nodes" }] });
  });

  test("every predicate over labels of any name comes back as the very same tree", () => {
    fc.assert(
      fc.property(anyLabelsAndPredicate, ([known, predicate]) => {
        expect(parseSentence(printSentence(predicate, known), known)).toEqual({ ok: true, predicate });
      }),
      { numRuns: propertyCases },
    );
  });

  test("no text makes it stumble, and whatever is wrong lies within the text", () => {
    const scraps = anyScraps("with", "without", '"A"', "and", "or", "but", "not", "all of", "any of", '"B"');
    fc.assert(
      fc.property(scraps, fc.boolean(), (scrap, isClause) => {
        const input = isClause ? `people with ${scrap}` : scrap;
        const reading = read(input);
        if (reading.ok) expect(read(printSentence(reading.predicate, labels))).toEqual(reading);
        else expect(reading.problems.every((one) => one.offset + one.length <= input.length)).toBe(true);
      }),
      { numRuns: propertyCases },
    );
  });
});

describe("the sentence to look at", () => {
  const say = (predicate: Predicate) =>
    toSentence(predicate, String)
      .map((part) => (part.kind === "text" ? part.text : part.name))
      .join("");

  test("it passes over groups of one, and shows what is not filled yet", () => {
    expect(say(or(and(a)))).toBe("People with A");
    expect(say(or())).toBe("People with …");
    expect(say(and(a, or()))).toBe("People with A, and with …");
    expect(say(and(not(or()), a))).toBe("People without …, and with A");
  });

  test("every label of the segment is said, in the order of its blocks", () => {
    fc.assert(
      fc.property(anyPredicate(["A", "B", "C"], 6), (predicate) => {
        const said = toSentence(predicate, String).flatMap((part) =>
          part.kind === "label" ? part.labelId : [],
        );
        const meant = listPredicateNodes(predicate).flatMap(({ node }) =>
          node.op === "LABEL" ? node.labelId : [],
        );
        expect(said).toEqual(meant);
      }),
    );
  });
});
