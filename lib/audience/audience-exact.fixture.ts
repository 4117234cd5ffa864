import * as fc from "fast-check";
import { expect } from "vitest";
import { anyPredicate } from "../domain/predicate-arbitrary.fixture";
import type { ModelCustomer } from "./audience-model.fixture";
import { countModelNodes, measureModelWaterfall } from "./audience-model.fixture";
import { countNodes } from "./node-counts";
import type { PageAudience } from "./page-audience";
import { listSelected, measureWaterfall, select } from "./selection";

/** Random predicates over the labels the Page has at this version, all numbers compared. */
export function expectExact(
  audience: PageAudience,
  model: readonly ModelCustomer[],
  cases: number,
  seed?: number,
): void {
  const known = model.filter(({ labelsKnown }) => labelsKnown).length;
  expect([audience.everyone, audience.labelsUnknown]).toEqual([known, model.length - known]);
  const present = [...audience.knownLabelIds];
  if (present.length === 0) return;
  const at = new Date();
  fc.assert(
    fc.property(anyPredicate(present, 5), (predicate) => {
      expect(countNodes(audience, predicate)).toEqual(countModelNodes(model, predicate));
      const { waterfall, receivers } = measureWaterfall(audience, select(audience, predicate), at);
      expect({ ...waterfall, receivers: [...listSelected(receivers)] }).toEqual(
        measureModelWaterfall(model, predicate, at),
      );
    }),
    { numRuns: cases, ...(seed === undefined ? {} : { seed }) },
  );
}
