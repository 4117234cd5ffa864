import * as fc from "fast-check";
import type { Predicate } from "./predicate";
import { anyLabelId, anyPredicate } from "./predicate-arbitrary.fixture";
import type { NamedLabel } from "./predicate-label-names";

/** Labels with few names among them, so that many are shared, awkward or both; and a predicate over them. */
export const anyLabelsAndPredicate: fc.Arbitrary<[NamedLabel[], Predicate]> = fc
  .uniqueArray(anyLabelId, { minLength: 1, maxLength: 6 })
  .chain((labelIds) =>
    fc.tuple(
      fc.tuple(...labelIds.map((labelId) => anyName.map((name) => ({ labelId, name })))),
      anyPredicate(labelIds, 6),
    ),
  );

const anyName = fc.oneof(
  fc.constantFrom(
    "VIP",
    "vip",
    "or",
    "",
    " ",
    "a-b",
    "-x",
    "Under 25",
    '"',
    "\\",
    "#1",
    "(",
    "“”",
    "\n",
    "é",
    "\ud800",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({ maxLength: 6 }),
);

/** Any text at all, and texts that are nearly right. */
export function anyScraps(...pieces: string[]): fc.Arbitrary<string> {
  const scraps = fc.array(
    fc.constantFrom("(", ")", "#9", '"', "#", "\\", "“", "é", "\ud800", ",", " ", ...pieces),
  );
  return fc.oneof(
    fc.string({ unit: "binary" }),
    scraps.map((all) => all.join("")),
    scraps.map((all) => all.join(" ")),
  );
}
