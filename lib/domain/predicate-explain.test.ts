import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Predicate } from "./predicate";
import { listPredicateNodes, matches } from "./predicate";
import { anyPredicate } from "./predicate-arbitrary.fixture";
import { explain } from "./predicate-explain";
import { propertyCases } from "./property-cases.fixture";

const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const predicate: Predicate = {
  op: "OR",
  operands: [
    label("Over 50"),
    {
      op: "AND",
      operands: [label("California"), label("Under 25"), { op: "NOT", operand: label("Churned") }],
    },
  ],
};

describe("why a person is selected or not", () => {
  test("the labels they lack, and the one they should not have, are named", () => {
    const { isMatch, nodes, deciding } = explain(predicate, new Set(["California", "Churned"]));
    expect(isMatch).toBe(false);
    expect(nodes.map(({ isTrue }) => isTrue)).toEqual([false, false, false, true, false, false, true]);
    expect(deciding).toEqual([
      { path: [0], labelId: "Over 50", isCarried: false },
      { path: [1, 1], labelId: "Under 25", isCarried: false },
      { path: [1, 2, 0], labelId: "Churned", isCarried: true },
    ]);
  });

  test("for someone selected, the blocks and labels that select them are named", () => {
    const { isMatch, nodes, deciding } = explain(predicate, new Set(["California", "Under 25"]));
    expect(isMatch).toBe(true);
    expect(deciding.map(({ labelId, isCarried }) => [labelId, isCarried])).toEqual([
      ["California", true],
      ["Under 25", true],
      ["Churned", false],
    ]);
    const decisive = nodes.filter(({ isDecisive }) => isDecisive).map(({ path }) => path.join("."));
    expect(decisive).toEqual(["", "1", "1.0", "1.1", "1.2", "1.2.0"]);
  });

  test("every block's verdict is its own, and turning just what decided would turn the whole", () => {
    const labelIds = ["A", "B", "C", "D", "E"];
    fc.assert(
      fc.property(anyPredicate(labelIds, 5), fc.subarray(labelIds), (any, carried) => {
        const apart = withOwnLabels(any);
        const has = new Set(listPredicateNodes(apart).flatMap(({ node }) => keepCarried(node, carried)));
        const { isMatch, nodes, deciding } = explain(apart, has);
        expect(isMatch).toBe(matches(apart, has));
        expect(nodes.map(({ path, isTrue }) => ({ path, isTrue }))).toEqual(
          listPredicateNodes(apart).map(({ node, path }) => ({ path, isTrue: matches(node, has) })),
        );
        for (const { labelId, isCarried } of deciding) {
          if (isCarried) has.delete(labelId);
          else has.add(labelId);
        }
        expect(matches(apart, has)).toBe(!isMatch);
      }),
      { numRuns: propertyCases },
    );
  });
});

/** Each leaf a label of its own, so that one can change without the others. */
function withOwnLabels(node: Predicate, path = ""): Predicate {
  if (node.op === "LABEL") return label(`${node.labelId}${path}`);
  if (node.op === "NOT") return { op: "NOT", operand: withOwnLabels(node.operand, `${path}.`) };
  return {
    op: node.op,
    operands: node.operands.map((operand, at) => withOwnLabels(operand, `${path}.${at}`)),
  };
}

function keepCarried(node: Predicate, carried: readonly string[]): string[] {
  return node.op === "LABEL" && carried.includes(node.labelId.slice(0, 1)) ? [node.labelId] : [];
}
