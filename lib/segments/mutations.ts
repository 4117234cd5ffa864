import { recordActivity } from "../activity/mutations";
import { countEach } from "../audience/engine";
import { db, type Transaction } from "../db";
import { isBroadcastOver, broadcastStates } from "../domain/broadcast-state";
import { countCodePoints } from "../domain/message-text";
import type { Predicate } from "../domain/predicate";
import { predicateSchema } from "../domain/predicate-schema";
import { encodePredicate } from "../domain/predicate-code";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { readPredicate } from "./predicate-input";
import { segmentNameLengthMax } from "./schema";
import { keepDeleted } from "./deleted-segment";
import { addVersion } from "./add-version";
import { followLabels } from "./follow-labels";

export interface SegmentDraft {
  id?: string;
  name: string;
  predicate: Predicate;
  basedOn?: string;
  /** The entry of the activity log that it takes back. */
  undoes?: bigint;
}

/** Creates a segment, or saves a new version of it when `id` is given. @returns its id */
export async function saveSegment(
  pageId: PageId,
  userId: string,
  draft: SegmentDraft,
): Promise<{ id: string }> {
  const name = readName(draft.name);
  const size = await measure(pageId, draft.predicate);
  return db().$transaction(async (transaction) => {
    const before = draft.id && (await requireSegment(transaction, pageId, draft.id));
    if (before && draft.basedOn) requireUnchanged(before.updatedAt, draft.basedOn);
    const data = { name, predicate: draft.predicate, updatedById: userId };
    const saved = before
      ? await transaction.segment.update({ where: { id: before.id }, data })
      : await transaction.segment.create({ data: { ...data, pageId } });
    if (!before || before.name !== name || !isSame(before.predicate, draft.predicate)) {
      await addVersion(transaction, saved);
    }
    await transaction.segmentSize.create({ data: { segmentId: saved.id, people: size } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: before ? "segment.changed" : "segment.created",
      subject: { segmentId: saved.id, segmentName: name },
      before: before ? { segment: toValues(before) } : undefined,
      after: { segment: toValues(saved) },
      undoes: draft.undoes,
    });
    await announce(pageId, ["segments", "activity"], transaction);
    return { id: saved.id };
  });
}

/**
 * Brings the predicate of an earlier version back, as a new version; the name stays.
 * @throws Problem "segment-version-unknown"; "predicate-wrong" when one of its labels is gone
 */
export async function restoreVersion(
  pageId: PageId,
  userId: string,
  { id, number, basedOn }: { id: string; number: number; basedOn: string },
): Promise<void> {
  const version = await db().segmentVersion.findFirst({ where: { pageId, segmentId: id, number } });
  if (!version) throw new Problem("segment-version-unknown");
  const [followed] = await followLabels(pageId, [predicateSchema.parse(version.predicate)]);
  const predicate = await readPredicate(pageId, followed);
  const size = await measure(pageId, predicate);
  await db().$transaction(async (transaction) => {
    const before = await requireSegment(transaction, pageId, id);
    requireUnchanged(before.updatedAt, basedOn);
    const data = { predicate, updatedById: userId };
    const saved = await transaction.segment.update({ where: { id }, data });
    await addVersion(transaction, saved, { restoredFrom: number });
    await transaction.segmentSize.create({ data: { segmentId: id, people: size } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "segment.restored",
      subject: { segmentId: id, segmentName: saved.name },
      before: { segment: toValues(before) },
      after: { segment: toValues(saved) },
    });
    await announce(pageId, ["segments", "activity"], transaction);
  });
}

/** @throws Problem "segment-used" while a broadcast that is not over sends to it */
export async function deleteSegment(pageId: PageId, userId: string, id: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const segment = await requireSegment(transaction, pageId, id);
    const state = { in: broadcastStates.filter((one) => !isBroadcastOver(one)) };
    const count = await transaction.broadcast.count({ where: { pageId, segmentId: id, state } });
    if (count > 0) throw new Problem("segment-used", { values: { count } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "segment.deleted",
      subject: { segmentId: id, segmentName: segment.name },
      before: { segment: toValues(segment) },
      kept: await keepDeleted(transaction, segment),
    });
    await transaction.segment.delete({ where: { id } });
    await announce(pageId, ["segments", "activity"], transaction);
  });
}

function toValues({ name, predicate }: { name: string; predicate: unknown }) {
  return { name, predicate: predicateSchema.parse(predicate) };
}

/** Counted before the rows are locked: nobody waits for it. */
async function measure(pageId: PageId, predicate: Predicate): Promise<number | null> {
  return (await countEach(pageId, [predicate])).people[0]!;
}

function isSame(stored: unknown, predicate: Predicate): boolean {
  return encodePredicate(predicateSchema.parse(stored)) === encodePredicate(predicate);
}

function requireUnchanged(updatedAt: Date, basedOn: string): void {
  if (updatedAt.toISOString() !== basedOn) throw new Problem("segment-changed");
}

async function requireSegment(transaction: Transaction, pageId: PageId, id: string) {
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
