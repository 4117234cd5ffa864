import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Predicate } from "./predicate";
import { listPredicateNodes } from "./predicate";
import { anyPredicate } from "./predicate-arbitrary.fixture";
import { printSentence, toSentence } from "./predicate-sentence";

const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const and = (...operands: Predicate[]): Predicate => ({ op: "AND", operands });
const or = (...operands: Predicate[]): Predicate => ({ op: "OR", operands });
const not = (operand: Predicate): Predicate => ({ op: "NOT", operand });
const [a, b, c, d] = [label("A"), label("B"), label("C"), label("D")];
const say = (predicate: Predicate) => printSentence(toSentence(predicate, (labelId) => labelId));

describe("a segment in words", () => {
  test("the example of the platform document reads like a sentence", () => {
    const names: Record<string, string> = {
      "1": "Over 50",
      "2": "California",
      "3": "Under 25",
      "4": "Churned",
    };
    const predicate = or(label("1"), and(label("2"), label("3"), not(label("4"))));
    expect(printSentence(toSentence(predicate, (labelId) => names[labelId] ?? labelId))).toBe(
      'People with "Over 50", or with "California" and "Under 25" but not "Churned"',
    );
  });

  test.each<[Predicate, string]>([
    [a, 'People with "A"'],
    [not(a), 'People without "A"'],
    [or(a, b), 'People with "A" or "B"'],
    [and(a, b, c), 'People with "A", "B" and "C"'],
    [and(a, not(b), not(c)), 'People with "A" but not "B" and not "C"'],
    [and(not(a), b), 'People without "A", and with "B"'],
    [not(or(a, b)), 'People without any of "A" or "B"'],
    [not(and(a, b, c)), 'People without all of "A", "B" and "C"'],
    [not(and(a, or(b, c))), 'People not among those (with "A", and with "B" or "C")'],
    [not(not(a)), 'People not among those (without "A")'],
    [or(a, not(b)), 'People with "A", or without "B"'],
    [and(or(a, b), or(c, d)), 'People with "A" or "B", and with "C" or "D"'],
    [or(a, and(b, or(c, d))), 'People with "A", or (with "B", and with "C" or "D")'],
    [or(and(a)), 'People with "A"'],
    [or(), "People with …"],
  ])("%j", (predicate, sentence) => {
    expect(say(predicate)).toBe(sentence);
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
