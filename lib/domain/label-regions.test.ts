import * as fc from "fast-check";
import { expect, test } from "vitest";
import { listRegions, toRegionPredicate } from "./label-regions";
import { matches } from "./predicate";
import { propertyCases } from "./property-cases.fixture";

const labelIds = ["A", "B", "C", "D", "E", "F"];

test("the predicate of a region selects who carries exactly its labels, and nobody else", () => {
  fc.assert(
    fc.property(
      fc.subarray(labelIds, { minLength: 1 }),
      fc.nat(63),
      fc.subarray(labelIds),
      (some, any, carried) => {
        const bits = any % 2 ** some.length;
        const has = new Set(carried);
        const own = some.reduce((sum, labelId, at) => sum + (has.has(labelId) ? 2 ** at : 0), 0);
        expect(matches(toRegionPredicate(some, bits), has)).toBe(own === bits);
      },
    ),
    { numRuns: propertyCases },
  );
});

test("combinations that nobody has are left out, and the largest come first", () => {
  expect(listRegions([5, 0, 12, 5])).toEqual([
    { bits: 2, people: 12 },
    { bits: 0, people: 5 },
    { bits: 3, people: 5 },
  ]);
});

test("what they carry stands before what they do not", () => {
  expect(toRegionPredicate(["A", "B"], 2)).toEqual({
    op: "AND",
    operands: [
      { op: "LABEL", labelId: "B" },
      { op: "NOT", operand: { op: "LABEL", labelId: "A" } },
    ],
  });
  expect(toRegionPredicate(["A"], 0)).toEqual({ op: "NOT", operand: { op: "LABEL", labelId: "A" } });
});
