import { db } from "../db";
import { listLabelIds, type Predicate } from "../domain/predicate";
import { mergeLabels } from "../domain/predicate-merge";
import type { PageId } from "../page-id";

/** A label can have been renamed so often; further back is not looked. */
const stepsMax = 20;

/** Predicates as they were saved once, with the labels that have taken the place of those that were renamed or merged. */
export async function followLabels(pageId: PageId, predicates: readonly Predicate[]): Promise<Predicate[]> {
  let followed = [...predicates];
  for (let step = 0; step < stepsMax; step++) {
    const labelIds = [...new Set(followed.flatMap(listLabelIds))];
    const moved = await db().formerLabel.findMany({
      where: { pageId, labelId: { in: labelIds }, becameId: { not: null } },
      select: { labelId: true, becameId: true },
    });
    if (moved.length === 0) break;
    for (const { labelId, becameId } of moved)
      followed = followed.map((predicate) => mergeLabels(predicate, new Set([labelId]), becameId ?? labelId));
  }
  return followed;
}
