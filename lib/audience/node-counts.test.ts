import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Predicate } from "../domain/predicate";
import { anyPredicate } from "../domain/predicate-arbitrary.fixture";
import { propertyCases } from "../domain/property-cases.fixture";
import { AudienceError } from "./audience-error";
import type { ModelCustomer } from "./audience-model.fixture";
import { countModelNodes, measureModelWaterfall } from "./audience-model.fixture";
import { countNodes } from "./node-counts";
import { PageAudience } from "./page-audience";
import { listSelected, measureWaterfall, select } from "./selection";

const labelIds = ["100", "200", "300", "400"];
const at = new Date("2026-11-21T18:00:00Z");
const closesNow = at.getTime() / 1_000 - 86_400;
const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const numbers = (...list: number[]) => Int32Array.from(list);

type Customer = Omit<ModelCustomer, "ordinal">;
const anyCustomer: fc.Arbitrary<Customer> = fc.record({
  labelsKnown: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 0),
  blocked: fc.boolean(),
  optedOut: fc.boolean(),
  windowOpenedAt: fc.constantFrom(0, closesNow - 1, closesNow, closesNow + 1, closesNow + 80_000),
  labelIds: fc.uniqueArray(fc.constantFrom(...labelIds)).map((ids) => new Set(ids)),
});
/** Enough customers for several blocks of the engine, repeated from a few so that a case stays quick. */
const anyPeople = fc
  .tuple(
    fc.array(anyCustomer, { minLength: 1, maxLength: 30 }),
    fc.oneof(
      { weight: 19, arbitrary: fc.constantFrom(1, 3, 20) },
      { weight: 1, arbitrary: fc.constant(600) },
    ),
  )
  .map(([few, times]) =>
    Array.from({ length: few.length * times }, (_, n) => ({ ...few[n % few.length]!, ordinal: n })),
  );

const toFlags = (one: ModelCustomer) =>
  Number(one.labelsKnown) + 2 * Number(one.blocked) + 4 * Number(one.optedOut);

function toAudience(customers: readonly ModelCustomer[]): PageAudience {
  const audience = new PageAudience();
  audience.apply({ kind: "label", labelKeys: Int32Array.from(labelIds.keys()), labelIds });
  audience.apply({
    kind: "customer",
    ordinals: Int32Array.from(customers, ({ ordinal }) => ordinal),
    flags: Int32Array.from(customers, toFlags),
    windowsOpenedAt: Int32Array.from(customers, ({ windowOpenedAt }) => windowOpenedAt),
  });
  for (const [key, labelId] of labelIds.entries()) {
    const carriers = customers.filter((one) => one.labelIds.has(labelId));
    audience.apply({
      kind: "assign",
      labelKeys: Int32Array.from(carriers, () => key),
      ordinals: Int32Array.from(carriers, ({ ordinal }) => ordinal),
    });
  }
  return audience;
}

describe("counting every block of a segment", () => {
  test(
    "each block shows exactly the people that asking everyone one by one would find",
    () => {
      fc.assert(
        fc.property(anyPeople, anyPredicate(labelIds, 5), (customers, predicate) => {
          expect(countNodes(toAudience(customers), predicate)).toEqual(countModelNodes(customers, predicate));
        }),
        { numRuns: propertyCases },
      );
    },
    120_000 + 60 * propertyCases,
  );

  test(
    "the waterfall of a message and the people at its end are exact, to the second a window closes",
    () => {
      fc.assert(
        fc.property(anyPeople, anyPredicate(labelIds, 4), (customers, predicate) => {
          const audience = toAudience(customers);
          const { waterfall, receivers } = measureWaterfall(audience, select(audience, predicate), at);
          expect({ ...waterfall, receivers: [...listSelected(receivers)] }).toEqual(
            measureModelWaterfall(customers, predicate, at),
          );
        }),
        { numRuns: propertyCases / 4 },
      );
    },
    120_000 + 60 * propertyCases,
  );

  test("the first few people of a large audience are its first few", () => {
    const customers = Array.from({ length: 5_000 }, (_, ordinal): ModelCustomer => ({
      ordinal,
      labelsKnown: true,
      blocked: false,
      optedOut: false,
      windowOpenedAt: 0,
      labelIds: new Set(ordinal % 7 === 0 ? ["100"] : []),
    }));
    const audience = toAudience(customers);
    expect([...listSelected(select(audience, label("100")), 5)]).toEqual([0, 7, 14, 21, 28]);
    expect([...listSelected(select(audience, label("200")), 5)]).toEqual([]);
  });
});

describe("what is never counted", () => {
  const audience = toAudience([
    {
      ordinal: 0,
      labelsKnown: true,
      blocked: false,
      optedOut: false,
      windowOpenedAt: 0,
      labelIds: new Set(["100"]),
    },
    {
      ordinal: 1,
      labelsKnown: false,
      blocked: false,
      optedOut: false,
      windowOpenedAt: 0,
      labelIds: new Set(["100"]),
    },
  ]);

  test("a customer whose labels are unknown is in no segment, NOT included, until they are known", () => {
    expect(countNodes(audience, label("100"))[0]?.people).toBe(1);
    expect(countNodes(audience, { op: "NOT", operand: label("200") })[0]?.people).toBe(1);
    expect([audience.everyone, audience.labelsUnknown]).toEqual([1, 1]);
    const known = toAudience([]);
    known.apply({ kind: "customer", ordinals: numbers(1), flags: numbers(0), windowsOpenedAt: numbers(0) });
    known.apply({ kind: "assign", labelKeys: numbers(0), ordinals: numbers(1) });
    expect(countNodes(known, label("100"))[0]?.people).toBe(0);
    known.apply({ kind: "customer", ordinals: numbers(1), flags: numbers(1), windowsOpenedAt: numbers(0) });
    expect(countNodes(known, label("100"))[0]?.people).toBe(1);
    known.apply({ kind: "customer", ordinals: numbers(1), flags: numbers(0), windowsOpenedAt: numbers(0) });
    expect(countNodes(known, label("100"))[0]?.people).toBe(0);
  });

  test("a segment with an unknown label, an empty group or a deleted label is refused, never counted as everyone", () => {
    const refused = (predicate: Predicate) => {
      expect(() => countNodes(audience, predicate)).toThrow(AudienceError);
      expect(() => select(audience, predicate)).toThrow(AudienceError);
    };
    refused(label("999"));
    refused({ op: "NOT", operand: label("999") });
    refused({ op: "AND", operands: [] });
    refused({ op: "OR", operands: [label("100"), { op: "NOT", operand: { op: "OR", operands: [] } }] });
    const shrunk = toAudience([]);
    shrunk.apply({ kind: "label-gone", labelKeys: numbers(0) });
    expect(() => countNodes(shrunk, label("100"))).toThrow(AudienceError);
  });

  test("a Page without customers has nobody", () => {
    expect(countNodes(toAudience([]), { op: "NOT", operand: label("100") })[0]).toEqual({
      people: 0,
      hits: 0,
      running: 0,
    });
  });
});
