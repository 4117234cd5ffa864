import * as fc from "fast-check";
import { expect, test } from "vitest";
import { listLabelIds, matches, type Predicate } from "./predicate";
import { anyPredicate } from "./predicate-arbitrary.fixture";
import { mergeLabels, widenLabel } from "./predicate-merge";
import { propertyCases } from "./property-cases.fixture";

const labelIds = ["a", "b", "c", "d"];
const sources = new Set(["a", "b"]);
const carried = fc.subarray(labelIds).map((some) => new Set(some));

/** What a customer carries once the sources have become the target. */
function merge(labels: ReadonlySet<string>, targetId: string): Set<string> {
  const kept = [...labels].filter((labelId) => !sources.has(labelId));
  return new Set(kept.length < labels.size ? [...kept, targetId] : kept);
}

test("after a merge a predicate selects exactly those whom it selects when the target counts as any of the labels", () => {
  fc.assert(
    fc.property(anyPredicate(labelIds), carried, (predicate, labels) => {
      const merged = mergeLabels(predicate, sources, "c");
      expect(listLabelIds(merged).some((labelId) => sources.has(labelId))).toBe(false);
      expect(matches(merged, merge(labels, "c"))).toBe(matches(widenLabel(merged, "c", sources), labels));
    }),
    { numRuns: propertyCases },
  );
});

test("a label made anew under another name selects whom the old one did, NOT included", () => {
  fc.assert(
    fc.property(anyPredicate(labelIds), carried, (predicate, labels) => {
      const renamed = mergeLabels(predicate, new Set(["a"]), "new");
      const carries = new Set([...labels].map((labelId) => (labelId === "a" ? "new" : labelId)));
      expect(matches(renamed, carries)).toBe(matches(predicate, labels));
    }),
    { numRuns: propertyCases },
  );
});

test("two labels that become one stand once in their group", () => {
  const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
  const either: Predicate = { op: "OR", operands: [label("a"), label("d"), label("b"), label("c")] };
  expect(mergeLabels(either, sources, "c")).toEqual({ op: "OR", operands: [label("c"), label("d")] });
});
