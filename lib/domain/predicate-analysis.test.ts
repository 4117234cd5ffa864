import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Predicate } from "./predicate";
import { countPredicateNodes, listLabelIds, listPredicateNodes, matches } from "./predicate";
import { findHints, searchHints } from "./predicate-analysis";
import { anyPredicate } from "./predicate-arbitrary.fixture";
import { areEquivalent } from "./predicate-equivalence";
import { simplify } from "./predicate-simplify";
import { propertyCases } from "./property-cases.fixture";

const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const and = (...operands: Predicate[]): Predicate => ({ op: "AND", operands });
const or = (...operands: Predicate[]): Predicate => ({ op: "OR", operands });
const not = (operand: Predicate): Predicate => ({ op: "NOT", operand });
const [a, b, c] = [label("A"), label("B"), label("C")];
const hintsOf = (predicate: Predicate) =>
  findHints(predicate).hints.map((hint) => `${hint.code} ${hint.path.join(".")}`.trim());

/** Many labels, each woven with one far away: no order of asking keeps the question small. */
const woven = and(
  ...Array.from({ length: 24 }, (_, n) => or(label(`x${n}`), label(`y${n}`))),
  ...Array.from({ length: 24 }, (_, n) =>
    or(label(`x${n}`), not(label(`y${(n * 7 + 5) % 24}`)), label(`z${n}`)),
  ),
  ...Array.from({ length: 24 }, (_, n) => or(label(`z${(n * 11 + 3) % 24}`), not(label(`x${(n * 5) % 24}`)))),
);

/** The slow way: every combination of the labels. */
function matchTable(predicate: Predicate, labelIds: readonly string[]): string {
  const rows = Array.from({ length: 2 ** labelIds.length }, (_, row) => {
    return matches(predicate, new Set(labelIds.filter((_id, at) => (row & (1 << at)) !== 0)));
  });
  return rows.map(Number).join("");
}

function withoutNode(node: Predicate, path: readonly number[]): Predicate {
  const [step, ...rest] = path;
  if (node.op === "NOT") return not(withoutNode(node.operand, rest));
  if (node.op === "LABEL" || step === undefined) return node;
  if (rest.length === 0) return { op: node.op, operands: node.operands.toSpliced(step, 1) };
  return { op: node.op, operands: node.operands.with(step, withoutNode(node.operands[step]!, rest)) };
}

test("a large question is looked into a piece at a time", () => {
  const pieces = [...searchHints(woven)];
  expect(pieces.length).toBeGreaterThan(20);
});

describe("hints", () => {
  test.each<[string, Predicate, string[]]>([
    ["nothing to say of the example", or(a, and(b, c, not(label("D")))), []],
    ["a branch that never matches", or(b, and(a, not(a))), ["never-matches 1"]],
    ["a branch that always matches", and(b, or(a, not(a))), ["always-matches 1"]],
    ["nobody at all", and(b, and(a, not(a))), ["never-matches", "never-matches 1"]],
    ["everyone at all", or(a, not(a)), ["always-matches"]],
    ["the same label twice", or(a, b, a), ["duplicate 2"]],
    ["the same block in other words", and(or(a, b), not(and(not(b), not(a)))), ["duplicate 1"]],
    ["a block within another", or(a, and(a, b)), ["redundant 1"]],
    ["a block that another has made sure of", and(a, or(c, and(not(a), b))), ["redundant 1.1"]],
    [
      "one that only the whole tells",
      and(or(a, b), or(not(a), c), or(b, c)),
      ["nearly-everyone 1", "redundant 2"],
    ],
    ["ANY with a NOT", or(a, not(b)), ["nearly-everyone"]],
  ])("%s", (_, predicate, hints) => {
    expect(hintsOf(predicate)).toEqual(hints);
  });

  test("with counts, nearly everyone is said only where it is so, and how many they are", () => {
    const predicate = or(a, not(b));
    const counts = (people: number) => ({
      everyone: 1_000,
      nodes: [people, 0, 0, 0].map((one) => ({ people: one })),
    });
    expect(findHints(predicate, counts(500)).hints).toEqual([]);
    expect(findHints(predicate, counts(950)).hints).toEqual([
      { code: "nearly-everyone", path: [], share: 0.95 },
    ]);
  });

  test("thirty labels are no more trouble than three", () => {
    const thirty = Array.from({ length: 30 }, (_, n) => label(`${n}`));
    const predicate = or(...thirty, and(...thirty.slice(20)));
    expect(findHints(predicate)).toEqual({ hints: [{ code: "redundant", path: [30] }], isComplete: true });
  });

  test("of a predicate too large to follow, what is plain to see is said, and that it may not be all", () => {
    const { hints, isComplete } = findHints(and(woven, or(a, a), or(b, and(c, not(c)))));
    expect(isComplete).toBe(false);
    expect(hints.filter(({ code }) => code !== "nearly-everyone")).toEqual([
      { code: "duplicate", path: [1, 1], firstPath: [1, 0] },
      { code: "never-matches", path: [2, 1] },
    ]);
  });

  test("every hint is true: compared with every combination of labels", () => {
    fc.assert(
      fc.property(anyPredicate(["A", "B", "C", "D"], 5), (predicate) => {
        const labelIds = listLabelIds(predicate);
        const nodes = listPredicateNodes(predicate);
        const nodeAt = (path: number[]) => nodes.find((one) => one.path.join() === path.join())!.node;
        const whole = matchTable(predicate, labelIds);
        const { hints, isComplete } = findHints(predicate);
        expect(isComplete).toBe(true);
        for (const hint of hints) {
          const table = matchTable(nodeAt(hint.path), labelIds);
          if (hint.code === "never-matches") expect(table).not.toContain("1");
          if (hint.code === "always-matches") expect(table).not.toContain("0");
          if (hint.code === "duplicate") expect(matchTable(nodeAt(hint.firstPath), labelIds)).toBe(table);
          if (hint.code === "duplicate" || hint.code === "redundant") {
            expect(matchTable(withoutNode(predicate, hint.path), labelIds)).toBe(whole);
          }
        }
        const isConstant = !whole.includes("1") || !whole.includes("0");
        expect(hints.some(({ code, path }) => code.endsWith("-matches") && path.length === 0)).toBe(
          isConstant,
        );
      }),
      { numRuns: propertyCases },
    );
  });
});

describe("equivalence", () => {
  test("two predicates are the same exactly when no combination of labels tells them apart", () => {
    const pair = fc.tuple(anyPredicate(["A", "B", "C"], 4), anyPredicate(["A", "B", "D"], 4));
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const labelIds = ["A", "B", "C", "D"];
        const isSame = matchTable(one, labelIds) === matchTable(other, labelIds);
        expect(areEquivalent(one, other)).toBe(isSame ? "equivalent" : "different");
      }),
      { numRuns: propertyCases },
    );
  });

  test("what cannot be computed is unknown, but the same blocks in another order are still found equal", () => {
    const shuffled: Predicate = woven.op === "AND" ? and(...woven.operands.toReversed()) : woven;
    expect(areEquivalent(woven, shuffled)).toBe("equivalent");
    expect(areEquivalent(woven, and(woven, a))).toBe("unknown");
  });
});

describe("simplifying", () => {
  test.each<[Predicate, Predicate]>([
    [and(and(a), not(not(b))), and(a, b)],
    [or(a, or(b, or(c))), or(a, b, c)],
    [or(a, b, a), or(a, b)],
    [or(and(a, b), a), a],
    [and(a, or(not(a), b)), and(a, b)],
    [or(b, and(a, not(a))), b],
    [and(a, b, not(a)), and(a, not(a))],
    [not(not(not(a))), not(a)],
  ])("%j becomes %j", (predicate, simplified) => {
    expect(simplify(predicate)).toEqual(simplified);
  });

  test("the same people, never more blocks, and nothing left to take away", () => {
    fc.assert(
      fc.property(anyPredicate(["A", "B", "C", "D"], 6), (predicate) => {
        const simplified = simplify(predicate);
        const labelIds = listLabelIds(predicate);
        expect(matchTable(simplified, labelIds)).toBe(matchTable(predicate, labelIds));
        expect(countPredicateNodes(simplified)).toBeLessThanOrEqual(countPredicateNodes(predicate));
        expect(simplify(simplified)).toEqual(simplified);
        const spare = findHints(simplified).hints.filter(
          ({ code }) => code === "duplicate" || code === "redundant",
        );
        expect(spare).toEqual([]);
      }),
      { numRuns: propertyCases },
    );
  });

  test("one too large to follow keeps all that it says", () => {
    expect(simplify(and(woven, a, a))).toEqual(and(...(woven.op === "AND" ? woven.operands : []), a));
  });
});
