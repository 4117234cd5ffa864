import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Predicate } from "./predicate";
import {
  checkPredicate,
  countPredicateNodes,
  listLabelIds,
  listPredicateNodes,
  matches,
  measureDepth,
  parsePredicate,
  PredicateError,
  predicateDepthMax,
  predicateNodesMax,
} from "./predicate";
import { predicateSchema } from "./predicate-schema";
import { anyPredicate } from "./predicate-arbitrary.fixture";

const labelIds = ["a", "b", "c", "d"];
const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const not = (operand: Predicate): Predicate => ({ op: "NOT", operand });
const and = (...operands: Predicate[]): Predicate => ({ op: "AND", operands });
const or = (...operands: Predicate[]): Predicate => ({ op: "OR", operands });
const people = fc.uniqueArray(fc.constantFrom(...labelIds)).map((carried) => new Set(carried));

describe("who a predicate selects", () => {
  test("over 50, or in California and under 25, as the platform document tells it", () => {
    const predicate = or(label("over50"), and(label("california"), label("under25")));
    expect(matches(predicate, new Set(["over50"]))).toBe(true);
    expect(matches(predicate, new Set(["california", "under25"]))).toBe(true);
    expect(matches(predicate, new Set(["california"]))).toBe(false);
    expect(matches(predicate, new Set())).toBe(false);
  });

  test("turning AND into OR under a NOT never changes the audience", () => {
    fc.assert(
      fc.property(
        fc.array(anyPredicate(labelIds), { minLength: 1, maxLength: 4 }),
        people,
        (operands, carried) => {
          const inside = matches(not(and(...operands)), carried);
          expect(matches(or(...operands.map(not)), carried)).toBe(inside);
        },
      ),
    );
  });

  test("the order of blocks and a double NOT never change the audience", () => {
    fc.assert(
      fc.property(anyPredicate(labelIds), anyPredicate(labelIds), people, (one, other, carried) => {
        expect(matches(and(one, other), carried)).toBe(matches(and(other, one), carried));
        expect(matches(or(one, other), carried)).toBe(matches(or(other, one), carried));
        expect(matches(not(not(one)), carried)).toBe(matches(one, carried));
      }),
    );
  });

  test("an empty group selects nobody by accident: it is refused, wherever it hides", () => {
    const carried = new Set(["a"]);
    expect(() => matches(and(), carried)).toThrow(PredicateError);
    expect(() => matches(not(or()), carried)).toThrow(PredicateError);
    expect(() => matches(or(label("a"), and()), carried)).toThrow(PredicateError);
  });
});

describe("what is refused before it is used", () => {
  test.each<[string, unknown, string, number[]]>([
    ["an empty group", { op: "AND", operands: [] }, "empty-group", []],
    ["an empty group inside NOT", not(or()), "empty-group", [0]],
    ["NOT with two values", { op: "NOT", operands: [label("a"), label("b")] }, "not-needs-one", []],
    ["NOT with none", or(label("a"), { op: "NOT" } as Predicate), "not-needs-one", [1]],
    ["an unknown operator", { op: "XOR", operands: [label("a")] }, "malformed", []],
    ["a label id that is a number", { op: "LABEL", labelId: 12 }, "malformed", []],
    ["a label id that is empty", label(""), "unknown-label", []],
    ["text", "a", "malformed", []],
    ["nothing", undefined, "malformed", []],
    ["a list", [label("a")], "malformed", []],
    ["a hole in a group", { op: "OR", operands: [label("a"), null] }, "malformed", [1]],
  ])("%s, with its place", (_, input, code, path) => {
    const verdict = parsePredicate(input);
    expect(verdict).toMatchObject({ ok: false, problems: [{ code, path }] });
    expect(predicateSchema.safeParse(input).success).toBe(false);
  });

  test("a label that the Page does not have, at every place where it stands", () => {
    const predicate = or(label("a"), not(label("gone")), and(label("gone")));
    expect(checkPredicate(predicate, new Set(["a"]))).toEqual([
      { path: [1, 0], code: "unknown-label", labelId: "gone" },
      { path: [2, 0], code: "unknown-label", labelId: "gone" },
    ]);
    expect(checkPredicate(predicate, new Set(["a", "gone"]))).toEqual([]);
  });

  test("more than 500 nodes, and not one fewer", () => {
    const wide = (labels: number): Predicate => ({
      op: "OR",
      operands: Array.from({ length: labels }, () => label("a")),
    });
    expect(checkPredicate(wide(predicateNodesMax - 1))).toEqual([]);
    expect(checkPredicate(wide(predicateNodesMax))).toEqual([
      { path: [], code: "too-many-nodes", nodesMax: predicateNodesMax },
    ]);
    expect(parsePredicate(wide(1_000_000)).ok).toBe(false);
  });

  test("deeper than 16, and not one less; even depth beyond any stack", () => {
    const deep = (depth: number) =>
      Array.from({ length: depth - 1 }).reduce<Predicate>((inner) => not(inner), label("a"));
    expect(checkPredicate(deep(predicateDepthMax))).toEqual([]);
    expect(checkPredicate(deep(predicateDepthMax + 1))).toMatchObject([{ code: "too-deep" }]);
    expect(parsePredicate(deep(200_000)).ok).toBe(false);
  });

  test("a tree that contains itself", () => {
    const ring = and(label("a"));
    if (ring.op === "AND") ring.operands.push(ring, ring);
    expect(parsePredicate(ring).ok).toBe(false);
  });

  test("no JSON whatever makes it throw, and what is accepted is clean", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        const verdict = parsePredicate(input);
        if (verdict.ok) expect(checkPredicate(verdict.predicate)).toEqual([]);
      }),
    );
  });
});

describe("reading a predicate", () => {
  test("every valid predicate comes back as it was, without foreign keys", () => {
    fc.assert(
      fc.property(anyPredicate(labelIds), (predicate) => {
        expect(parsePredicate(JSON.parse(JSON.stringify(predicate)))).toEqual({ ok: true, predicate });
        expect(predicateSchema.parse(predicate)).toEqual(predicate);
      }),
    );
    const verdict = parsePredicate({ ...label("a"), muted: true });
    expect(verdict).toEqual({ ok: true, predicate: label("a") });
  });

  test("counts follow the tree from top to bottom, left to right", () => {
    const predicate = or(label("a"), and(label("b"), not(label("c"))), label("a"));
    expect(listPredicateNodes(predicate).map(({ node, path }) => [node.op, path.join(".")])).toEqual([
      ["OR", ""],
      ["LABEL", "0"],
      ["AND", "1"],
      ["LABEL", "1.0"],
      ["NOT", "1.1"],
      ["LABEL", "1.1.0"],
      ["LABEL", "2"],
    ]);
    expect(countPredicateNodes(predicate)).toBe(7);
    expect(measureDepth(predicate)).toBe(4);
    expect(listLabelIds(predicate)).toEqual(["a", "b", "c"]);
  });
});
