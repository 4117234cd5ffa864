import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Predicate } from "./predicate";
import { anyLabelId, anyPredicate } from "./predicate-arbitrary.fixture";
import { decodePredicate, encodePredicate } from "./predicate-code";
import { propertyCases } from "./property-cases.fixture";

const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const anyTree = fc
  .uniqueArray(anyLabelId, { minLength: 1, maxLength: 6 })
  .chain((ids) => anyPredicate(ids, 6));

describe("a predicate in a link", () => {
  test("every predicate survives the way through a link, whatever its ids look like", () => {
    fc.assert(
      fc.property(anyTree, (predicate) => {
        expect(decodePredicate(encodePredicate(predicate))).toEqual({ ok: true, predicate });
      }),
      { numRuns: propertyCases },
    );
  });

  test("a browser writes it into the address as it stands", () => {
    fc.assert(
      fc.property(anyTree, (predicate) => {
        const code = encodePredicate(predicate);
        expect(new URLSearchParams({ filter: code }).toString()).toBe(`filter=${code}`);
      }),
    );
  });

  test("it stays short enough for a link at 500 nodes over 200 labels", () => {
    const pairs = Array.from({ length: 166 }, (_, at): Predicate => {
      const id = (offset: number) => label(String(24633018877401211n + BigInt((at * 2 + offset) % 200)));
      return { op: "AND", operands: [id(0), id(1)] };
    });
    const code = encodePredicate({ op: "OR", operands: pairs });
    expect(code.length).toBeLessThanOrEqual(5_000);
    expect(decodePredicate(code).ok).toBe(true);
  });

  test("the form is as it is described", () => {
    const predicate: Predicate = {
      op: "AND",
      operands: [
        label("10"),
        { op: "OR", operands: [label("36"), label("10")] },
        { op: "NOT", operand: label("36") },
      ],
    };
    expect(encodePredicate(predicate)).toBe("a-10_A3.0.O2.1.0.N.1");
    expect(encodePredicate(label("007"))).toBe("*007_0");
  });

  test.each([
    "",
    "_",
    "a_",
    "_0",
    "a_A0",
    "a_A2.0",
    "a_0.0",
    "a_N",
    "a_1",
    "a_A1.0_",
    "a-b_0",
    "0a_0",
    "a_00",
    "*1_0",
    "b-a_A2.1.0",
    "a_a1.0",
    "a_ 0",
    "%41_0",
    "*_0",
    `a_${"N.".repeat(16)}0`,
    `a_O${(500).toString(36)}${".0".repeat(500)}`,
    `a_${"N.".repeat(100_000)}0`,
  ])("a broken or padded link is refused: %s", (code) => {
    expect(decodePredicate(code).ok).toBe(false);
  });

  test("no text whatever makes it throw, and every accepted text is the one code of its predicate", () => {
    const codeLike = fc.string({ unit: fc.constantFrom(..."AON012az.-_*"), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(codeLike, fc.string({ unit: "binary" })), (code) => {
        const verdict = decodePredicate(code);
        if (verdict.ok) expect(encodePredicate(verdict.predicate)).toBe(code);
      }),
      { numRuns: propertyCases },
    );
  });
});
