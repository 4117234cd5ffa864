import { hasBit } from "./bits";
import type { PageAudience } from "./page-audience";

/** What changing labels would do to these people. */
export type LabelDifference = {
  people: number;
  /** Their labels are not known, so they are left out. */
  labelsUnknown: number;
  /** Of the others, how many have each of the labels already, in the order that was asked for. */
  have: number[];
};

/** Exact at the audience's version. A label that is not there is had by nobody. */
export function measureLabelDifference(
  audience: PageAudience,
  ordinals: Iterable<number>,
  labelIds: readonly string[],
): LabelDifference {
  const labels = labelIds.map((labelId) => audience.findLabel(labelId));
  const have = labels.map(() => 0);
  let labelsUnknown = 0;
  let people = 0;
  for (const ordinal of ordinals) {
    people += 1;
    if (!hasBit(audience.known, ordinal)) labelsUnknown += 1;
    else for (const [place, label] of labels.entries()) if (label?.has(ordinal)) have[place]! += 1;
  }
  return { people, labelsUnknown, have };
}
