import { isDeepStrictEqual } from "node:util";
import { recordActivity } from "../activity/mutations";
import { db, type Transaction } from "../db";
import { hasPredicate, noExclusions, type AudienceKind, type Exclusions } from "../domain/broadcast-audience";
import { exclusionsSchema } from "../domain/broadcast-audience-schema";
import { countCodePoints } from "../domain/message-text";
import type { MessageContent } from "../domain/message-content";
import type { MessageTag } from "../domain/messaging-rules";
import type { Predicate } from "../domain/predicate";
import { predicateSchema } from "../domain/predicate-schema";
import { isTimeZone } from "../domain/quiet-hours";
import { Prisma, type Broadcast } from "../generated/prisma/client";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { broadcastNameLengthMax, ratePerSecondDefault, ratePerSecondMax } from "./schema";

export interface BroadcastDraft {
  id?: string;
  name: string;
  content: MessageContent;
  tag?: MessageTag | null;
  /** The person says that the use of the tag is an allowed one. */
  isTagConfirmed?: boolean;
  audienceKind?: AudienceKind;
  /** Null for everyone, and for a frozen list. */
  predicate: Predicate | null;
  segmentId: string | null;
  frozenListId?: string | null;
  exclusions?: { segmentIds: string[]; broadcastIds: string[]; contactedWithinDays: number | null };
  ratePerSecond?: number;
  /** ISO 8601; null or missing for at once. */
  scheduledAt?: string | null;
  timeZone?: string | null;
  tooLateAt?: string | null;
  isCanary?: boolean;
  wantsBroadcastApi?: boolean;
  /** The `updatedAt` that the editor has; a save over a newer one is refused. */
  basedOn?: string;
}

export interface SavedBroadcast {
  id: string;
  updatedAt: string;
}

/** Creates a draft, or changes it when `id` is given; a change takes an approval back. @returns its id */
export async function saveBroadcast(
  pageId: PageId,
  userId: string,
  draft: BroadcastDraft,
): Promise<SavedBroadcast> {
  return db().$transaction(async (transaction) => {
    const stored = draft.id ? await lockDraft(transaction, pageId, draft.id, draft.basedOn) : null;
    if (draft.segmentId) await requireSegment(transaction, pageId, draft.segmentId);
    await requireFrozenList(transaction, pageId, draft);
    const data = {
      ...(await toData(transaction, pageId, draft, stored)),
      ...toConfirmation(userId, draft, stored),
      ...{ editedById: userId, approvedById: null, approvedAt: null, approvedPeople: null },
      stoppedReason: null,
    };
    if (stored) {
      const saved = await transaction.broadcast.update({ where: { id: stored.id }, data });
      await announce(pageId, ["broadcasts"], transaction);
      return { id: saved.id, updatedAt: saved.updatedAt.toISOString() };
    }
    const created = await transaction.broadcast.create({ data: { ...data, pageId, createdById: userId } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "broadcast.created",
      subject: { broadcastId: created.id, broadcastName: created.name },
    });
    await announce(pageId, ["broadcasts", "activity"], transaction);
    return { id: created.id, updatedAt: created.updatedAt.toISOString() };
  });
}

/** Holds a broadcast's row until the transaction ends. @throws Problem "broadcast-unknown" */
export async function lockBroadcast(
  transaction: Transaction,
  pageId: PageId,
  id: string,
): Promise<Broadcast> {
  await transaction.$queryRaw`SELECT id FROM broadcast WHERE id = ${id}::uuid AND page_id = ${pageId} FOR UPDATE`;
  const broadcast = await transaction.broadcast.findFirst({ where: { pageId, id } });
  if (!broadcast) throw new Problem("broadcast-unknown");
  return broadcast;
}

export function requireUnchanged(updatedAt: Date, basedOn: string): void {
  if (updatedAt.toISOString() !== basedOn) throw new Problem("broadcast-changed");
}

async function lockDraft(
  transaction: Transaction,
  pageId: PageId,
  id: string,
  basedOn: string | undefined,
): Promise<Broadcast> {
  const broadcast = await lockBroadcast(transaction, pageId, id);
  if (broadcast.state !== "draft") throw new Problem("broadcast-not-draft");
  if (basedOn) requireUnchanged(broadcast.updatedAt, basedOn);
  return broadcast;
}

async function toData(
  transaction: Transaction,
  pageId: PageId,
  draft: BroadcastDraft,
  stored: Broadcast | null,
) {
  const { segmentId, predicate, timeZone = null } = draft;
  if (timeZone !== null && !isTimeZone(timeZone))
    throw new Problem("time-zone-unknown", { field: "timeZone" });
  const isFrozen = draft.audienceKind === "frozen-list";
  const kind = segmentId === null ? "predicate" : "segment";
  // Everyone is chosen, never what is left when a predicate is missing.
  if (predicate === null && hasPredicate(draft.audienceKind ?? "everyone"))
    throw new Problem("predicate-wrong", { values: { detail: "" } });
  return {
    name: readName(draft.name),
    content: draft.content,
    tag: draft.tag ?? null,
    audienceKind: isFrozen ? "frozen-list" : predicate === null ? "everyone" : (draft.audienceKind ?? kind),
    predicate: isFrozen ? Prisma.DbNull : (predicate ?? Prisma.DbNull),
    segmentId,
    frozenListId: isFrozen ? draft.frozenListId : null,
    exclusions: await toExclusions(transaction, pageId, draft.exclusions, stored),
    ratePerSecond: readRate(draft.ratePerSecond),
    scheduledAt: toDate(draft.scheduledAt),
    timeZone,
    tooLateAt: toDate(draft.tooLateAt),
    isCanary: draft.isCanary ?? false,
    wantsBroadcastApi: draft.wantsBroadcastApi ?? false,
  };
}

/** Segments are left out as they are now; one that is gone meanwhile, as it was. */
async function toExclusions(
  transaction: Transaction,
  pageId: PageId,
  given: BroadcastDraft["exclusions"],
  stored: Broadcast | null,
): Promise<Exclusions> {
  if (!given) return noExclusions;
  const { segmentIds, broadcastIds, contactedWithinDays } = given;
  const rows = await transaction.segment.findMany({ where: { pageId, id: { in: segmentIds } } });
  const before = stored === null ? noExclusions : exclusionsSchema.parse(stored.exclusions);
  const segments = segmentIds.map((segmentId) => {
    const row = rows.find(({ id }) => id === segmentId);
    if (row) return { segmentId, predicate: predicateSchema.parse(row.predicate) };
    const known = before.segments.find((other) => other.segmentId === segmentId);
    if (!known) throw new Problem("segment-unknown");
    return known;
  });
  const known = await transaction.broadcast.count({ where: { pageId, id: { in: broadcastIds } } });
  if (known !== new Set(broadcastIds).size) throw new Problem("broadcast-unknown");
  return { segments, broadcastIds, contactedWithinDays };
}

/** Whose word stands: the first who gave it for this very message under this tag, else whoever gives it now. */
function toConfirmation(userId: string, draft: BroadcastDraft, stored: Broadcast | null) {
  if (!draft.tag || draft.isTagConfirmed !== true) return { tagConfirmedById: null, tagConfirmedAt: null };
  const isSame = stored?.tag === draft.tag && isDeepStrictEqual(stored.content, draft.content);
  if (isSame && stored.tagConfirmedAt !== null) return {};
  return { tagConfirmedById: userId, tagConfirmedAt: new Date() };
}

async function requireSegment(transaction: Transaction, pageId: PageId, id: string): Promise<void> {
  if ((await transaction.segment.count({ where: { pageId, id } })) === 0)
    throw new Problem("segment-unknown");
}

/** A draft "to a frozen list" names one. */
async function requireFrozenList(
  transaction: Transaction,
  pageId: PageId,
  { audienceKind, frozenListId: id }: BroadcastDraft,
): Promise<void> {
  if (audienceKind !== "frozen-list") return;
  if (!id || (await transaction.frozenList.count({ where: { pageId, id } })) === 0)
    throw new Problem("frozen-list-unknown");
}

function readName(given: string): string {
  const name = given.trim();
  if (name === "") throw new Problem("broadcast-name-empty", { field: "name" });
  if (countCodePoints(name) > broadcastNameLengthMax) {
    throw new Problem("broadcast-name-too-long", { field: "name", values: { max: broadcastNameLengthMax } });
  }
  return name;
}

function readRate(given: number | undefined): number {
  const rate = given ?? ratePerSecondDefault;
  if (!Number.isInteger(rate) || rate < 1 || rate > ratePerSecondMax) {
    throw new Problem("rate-wrong", { field: "ratePerSecond" });
  }
  return rate;
}

function toDate(text: string | null | undefined): Date | null {
  return text ? new Date(text) : null;
}
