import type { Transaction } from "../db";
import { listLabelIds } from "../domain/predicate";
import { predicateSchema } from "../domain/predicate-schema";
import { mergeLabels } from "../domain/predicate-merge";
import { addVersion } from "../segments/add-version";
import type { VersionNote } from "../segments/schema";
import type { Move } from "./move";
import { mergeAudience } from "./merge-audience";
import { listLabelUses, type LabelUses, type UsingBroadcast } from "../labels/uses";

/** What speaks of the sources, held until the transaction ends: segments first, as everybody else does. */
export async function holdUses(
  transaction: Transaction,
  { pageId }: Move,
  sourceIds: ReadonlySet<string>,
): Promise<LabelUses> {
  await transaction.$queryRaw`SELECT FROM segment WHERE page_id = ${pageId} ORDER BY id FOR UPDATE`;
  await transaction.$queryRaw`
    SELECT FROM broadcast WHERE page_id = ${pageId} AND state NOT IN ('completed', 'cancelled', 'failed')
     ORDER BY id FOR UPDATE`;
  return listLabelUses(transaction, pageId, sourceIds);
}

/** Has everything speak of the target that spoke of a source. Their rows are held by the caller. @returns how many */
export async function moveUses(
  transaction: Transaction,
  move: Move,
  { segments, broadcasts }: LabelUses,
  isSameAudience: (broadcast: UsingBroadcast) => boolean,
): Promise<{ segments: number; broadcasts: number }> {
  const sourceIds = new Set(move.spec.remove.map(({ labelId }) => labelId));
  const targetId = move.spec.assign[0]?.labelId ?? "";
  for (const { id, predicate } of segments) {
    const data = {
      predicate: mergeLabels(predicate, sourceIds, targetId),
      updatedById: move.createdById,
    };
    const saved = await transaction.segment.update({ where: { id }, data });
    await addVersion(transaction, saved, { note: toNote(move) });
  }
  for (const broadcast of broadcasts) {
    const { predicate, exclusions } = mergeAudience(broadcast, sourceIds, targetId);
    await transaction.broadcast.update({
      where: { id: broadcast.id },
      data: {
        exclusions,
        ...(predicate === null ? {} : { predicate }),
        // The second person agreed to other people.
        ...(isSameAudience(broadcast) ? {} : { approvedById: null, approvedAt: null, approvedPeople: null }),
      },
    });
  }
  await moveFrozenLists(transaction, move, sourceIds, targetId);
  return { segments: segments.length, broadcasts: broadcasts.length };
}

/** Whom a frozen list holds stays; what it is compared with moves. */
async function moveFrozenLists(
  transaction: Transaction,
  { pageId }: Move,
  sourceIds: ReadonlySet<string>,
  targetId: string,
): Promise<void> {
  const lists = await transaction.frozenList.findMany({
    where: { pageId },
    select: { id: true, predicate: true },
  });
  for (const { id, predicate: stored } of lists) {
    const predicate = predicateSchema.parse(stored);
    if (!listLabelIds(predicate).some((labelId) => sourceIds.has(labelId))) continue;
    await transaction.frozenList.update({
      where: { id },
      data: { predicate: mergeLabels(predicate, sourceIds, targetId) },
    });
  }
}

function toNote({ kind, spec }: Move): VersionNote {
  const names = spec.remove.map(({ name }) => name);
  return { kind: kind === "rename" ? "renamed" : "merged", from: names, to: spec.assign[0]?.name ?? "" };
}
