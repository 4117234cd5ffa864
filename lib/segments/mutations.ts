import { recordActivity } from "../activity/mutations";
import { db } from "../db";
import { countCodePoints } from "../domain/message-text";
import type { Predicate } from "../domain/predicate";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { segmentNameLengthMax } from "./schema";

export interface SegmentDraft {
  id?: string;
  name: string;
  predicate: Predicate;
  basedOn?: string;
}

/** Creates a segment, or saves a new version of it when `id` is given. @returns its id */
export async function saveSegment(
  pageId: PageId,
  userId: string,
  draft: SegmentDraft,
): Promise<{ id: string }> {
  const name = readName(draft.name);
  return db().$transaction(async (transaction) => {
    const data = { name, predicate: draft.predicate, updatedById: userId };
    const before = draft.id && (await requireSegment(transaction, pageId, draft.id));
    if (before && draft.basedOn && before.updatedAt.toISOString() !== draft.basedOn)
      throw new Problem("segment-changed");
    const saved = before
      ? await transaction.segment.update({ where: { id: before.id }, data })
      : await transaction.segment.create({ data: { ...data, pageId } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: before ? "segment.changed" : "segment.created",
      subject: { segmentId: saved.id, segmentName: name },
    });
    await announce(pageId, ["segments", "activity"], transaction);
    return { id: saved.id };
  });
}

/** @throws Problem "segment-used" while a broadcast that is not over sends to it */
export async function deleteSegment(pageId: PageId, userId: string, id: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const segment = await requireSegment(transaction, pageId, id);
    const count = await transaction.broadcast.count({
      where: {
        pageId,
        segmentId: id,
        state: { in: ["draft", "scheduled", "preparing", "sending", "paused"] },
      },
    });
    if (count > 0) throw new Problem("segment-used", { values: { count } });
    await transaction.segment.delete({ where: { id } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "segment.deleted",
      subject: { segmentId: id, segmentName: segment.name },
    });
    await announce(pageId, ["segments", "activity"], transaction);
  });
}

async function requireSegment(transaction: Parameters<typeof recordActivity>[0], pageId: PageId, id: string) {
  // Locked, so that of two people who save at once the second one is told.
  await transaction.$queryRaw`SELECT id FROM segment WHERE id = ${id}::uuid AND page_id = ${pageId} FOR UPDATE`;
  const segment = await transaction.segment.findFirst({ where: { pageId, id } });
  if (!segment) throw new Problem("segment-unknown");
  return segment;
}

function readName(given: string): string {
  const name = given.trim();
  if (name === "") throw new Problem("segment-name-empty", { field: "name" });
  if (countCodePoints(name) > segmentNameLengthMax) {
    throw new Problem("segment-name-too-long", { field: "name", values: { max: segmentNameLengthMax } });
  }
  return name;
}
