import { describe, expect, test } from "vitest";
import type { Predicate } from "@/lib/domain/predicate";
import { toCountable, toDraft } from "@/lib/domain/predicate-draft";
import { toBlockNumbers } from "./block-numbers";

const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const count = (people: number, running: number) => ({ people, hits: 0, running });

/** (a OR b) AND NOT c over 100 people, with counts in pre-order. */
const predicate: Predicate = {
  op: "AND",
  operands: [
    { op: "OR", operands: [label("a"), label("b")] },
    { op: "NOT", operand: label("c") },
  ],
};
const counts = [count(40, 40), count(50, 50), count(30, 30), count(25, 50), count(80, 40), count(20, 20)];

describe("the streams of the editor", () => {
  const countable = toCountable(toDraft(predicate));
  const numbers = toBlockNumbers(predicate, countable?.nodeIds ?? [], counts, 100);
  const streams = (countable?.nodeIds ?? []).map((id) => {
    const found = numbers.get(id);
    return found === undefined ? null : [found.was, found.running];
  });

  test("ALL starts from everyone and narrows, ANY starts from nobody and widens", () => {
    expect(streams.slice(1, 5)).toEqual([
      [100, 50],
      [0, 30],
      [30, 50],
      [50, 40],
    ]);
  });

  test("every block of the tree has its number", () => {
    expect(streams).not.toContain(null);
    expect(numbers.size).toBe(6);
  });
});
