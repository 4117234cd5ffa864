import type { Transaction } from "../db";
import { predicateSchema } from "../domain/predicate-schema";
import type { VersionNote } from "./schema";

type SavedSegment = {
  id: string;
  pageId: string;
  name: string;
  predicate: unknown;
  updatedById: string | null;
};

/**
 * Keeps a segment as it was just saved. Its row is locked by the caller, so that numbers have no holes and no twins.
 * @param why when it was not edited: the number of the version that it brought back, or what was done to its labels
 */
export async function addVersion(
  transaction: Transaction,
  { id: segmentId, pageId, name, predicate, updatedById }: SavedSegment,
  why: { restoredFrom?: number; note?: VersionNote } = {},
): Promise<void> {
  const last = await transaction.segmentVersion.aggregate({ where: { segmentId }, _max: { number: true } });
  await transaction.segmentVersion.create({
    data: {
      segmentId,
      number: (last._max.number ?? 0) + 1,
      pageId,
      name,
      predicate: predicateSchema.parse(predicate),
      savedById: updatedById,
      restoredFrom: why.restoredFrom ?? null,
      note: why.note,
    },
  });
}
