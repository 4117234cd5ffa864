import { db, type Transaction } from "../db";
import type { Exclusions } from "../domain/broadcast-audience";
import { exclusionsSchema } from "../domain/broadcast-audience-schema";
import { isBroadcastOver, broadcastStates, type BroadcastState } from "../domain/broadcast-state";
import { listLabelIds, type Predicate } from "../domain/predicate";
import { predicateSchema } from "../domain/predicate-schema";
import type { PageId } from "../page-id";

interface UsingSegment {
  id: string;
  name: string;
  predicate: Predicate;
}

export interface UsingBroadcast {
  id: string;
  name: string;
  state: BroadcastState;
  isApproved: boolean;
  /** Its audience is frozen, or Facebook keeps it with the labels' ids: nothing may change beneath it. */
  isUnderWay: boolean;
  /** Null for everyone. */
  predicate: Predicate | null;
  exclusions: Exclusions;
}

/** What speaks of a label now and may select by it later. */
export interface LabelUses {
  segments: UsingSegment[];
  broadcasts: UsingBroadcast[];
}

/** The audience is frozen, or is being: a label that changes beneath it would change who is left out. */
const runningStates: readonly BroadcastState[] = ["preparing", "sending", "paused"];
const openStates = broadcastStates.filter((state) => !isBroadcastOver(state));

/** Every segment and every broadcast that is not over with one of these labels in its audience, by name. */
export async function listLabelUses(
  transaction: Pick<Transaction, "segment" | "broadcast">,
  pageId: PageId,
  labelIds: ReadonlySet<string>,
): Promise<LabelUses> {
  const { segments, broadcasts } = await listUsers(transaction, pageId);
  const isUser = (user: UsingSegment | UsingBroadcast) =>
    listUsedLabelIds(user).some((labelId) => labelIds.has(labelId));
  return { segments: segments.filter(isUser), broadcasts: broadcasts.filter(isUser) };
}

/** What uses each label, by the Graph's id; one that nothing uses is left out. */
export async function listUsesByLabel(pageId: PageId): Promise<ReadonlyMap<string, LabelUses>> {
  const { segments, broadcasts } = await listUsers(db(), pageId);
  const uses = new Map<string, LabelUses>();
  const usesOf = (labelId: string): LabelUses => {
    const known = uses.get(labelId) ?? { segments: [], broadcasts: [] };
    uses.set(labelId, known);
    return known;
  };
  for (const segment of segments)
    for (const labelId of listUsedLabelIds(segment)) usesOf(labelId).segments.push(segment);
  for (const broadcast of broadcasts)
    for (const labelId of listUsedLabelIds(broadcast)) usesOf(labelId).broadcasts.push(broadcast);
  return uses;
}

/** Each once; those in a broadcast's exclusions count. */
function listUsedLabelIds(user: UsingSegment | UsingBroadcast): string[] {
  const excluded = "exclusions" in user ? user.exclusions.segments : [];
  const predicates = [user.predicate, ...excluded.map(({ predicate }) => predicate)];
  return [...new Set(predicates.flatMap((predicate) => (predicate ? listLabelIds(predicate) : [])))];
}

async function listUsers(
  transaction: Pick<Transaction, "segment" | "broadcast">,
  pageId: PageId,
): Promise<LabelUses> {
  const [segments, broadcasts] = await Promise.all([
    transaction.segment.findMany({ where: { pageId }, orderBy: { name: "asc" } }),
    transaction.broadcast.findMany({
      where: { pageId, state: { in: openStates } },
      orderBy: { name: "asc" },
    }),
  ]);
  return {
    segments: segments.map(({ id, name, predicate }) => ({
      id,
      name,
      predicate: predicateSchema.parse(predicate),
    })),
    broadcasts: broadcasts.map(
      ({ id, name, state, approvedAt, graphBroadcastId, predicate, exclusions }) => ({
        ...{ id, name, state, isApproved: approvedAt !== null },
        isUnderWay: runningStates.includes(state) || graphBroadcastId !== null,
        predicate: predicate === null ? null : predicateSchema.parse(predicate),
        exclusions: exclusionsSchema.parse(exclusions),
      }),
    ),
  };
}
