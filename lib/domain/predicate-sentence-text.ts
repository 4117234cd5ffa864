import type { Predicate } from "./predicate";
import { LabelNames, type NamedLabel } from "./predicate-label-names";
import { writeSentence } from "./predicate-sentence";
import { printLabel } from "./predicate-token";

/**
 * A predicate as a sentence that `parseSentence` gives back as the very same tree:
 * People with "Over 50", or with "California" and "Under 25" but not "Churned"
 *
 *     sentence = ["people"] clause { [","] ("and" | "or") clause } ["."]
 *     clause   = "with" list | "without" item
 *     list     = item { "," item } ("and" | "or") item | item { ("but" | "and") "not" item } | …
 *     item     = "label" | "not" item | ("all" | "any") "of" "(" item { "," item } ")"
 *
 * The words between clauses bind loosest, then those within a list, then brackets. Whatever English would leave open
 * stands in brackets, so a group of one and a group within a group of its kind keep their shape.
 */
export function printSentence(predicate: Predicate, labels: readonly NamedLabel[]): string {
  const names = new LabelNames(labels);
  return writeSentence(predicate)
    .map((piece) => (typeof piece === "string" ? piece : printLabel(piece.labelId, names)))
    .join("");
}
