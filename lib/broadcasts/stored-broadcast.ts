import { db } from "../db";
import { exclusionsSchema } from "../domain/broadcast-audience-schema";
import { deliveryStates } from "../domain/broadcast-state";
import { messageContentSchema } from "../domain/message-content-schema";
import { messageTags } from "../domain/messaging-rules";
import { predicateSchema } from "../domain/predicate-schema";
import type { Broadcast } from "../generated/prisma/client";
import { readUserNames } from "../team/data";
import { audienceKinds } from "../domain/broadcast-audience";
import { settleForMs, type BroadcastRow, type DeliveryCounts, type Said } from "./schema";

export type StoredBroadcast = Broadcast & {
  segment: { name: string } | null;
  frozenList: { name: string } | null;
};

/** Broadcasts as the screen has them, with the counts of their ledgers. */
export async function toBroadcastRows(stored: readonly StoredBroadcast[]): Promise<BroadcastRow[]> {
  const people = stored.flatMap((row) => [row.createdById, row.tagConfirmedById, row.approvedById]);
  const [counts, names] = await Promise.all([
    countDeliveries(stored.map(({ id }) => id)),
    readUserNames(people),
  ]);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  return stored.map((row) => toRow(row, counts.get(row.id) ?? noDeliveries(), nameOf));
}

function toRow(
  row: StoredBroadcast,
  counts: DeliveryCounts,
  nameOf: (id: string | null) => string | null,
): BroadcastRow {
  const said = (by: string | null, at: Date | null): Said | null =>
    at && { by: nameOf(by), at: at.toISOString() };
  const approved = said(row.approvedById, row.approvedAt);
  const { id, name, state, segmentId, ratePerSecond, timeZone, isCanary, predicted, stoppedReason } = row;
  return {
    ...{ id, name, state, segmentId, ratePerSecond, timeZone, isCanary, predicted, stoppedReason, counts },
    ...readLetterOf(row),
    tagConfirmed: said(row.tagConfirmedById, row.tagConfirmedAt),
    segmentName: row.segment?.name ?? null,
    frozenListName: row.frozenList?.name ?? null,
    approved: approved && { ...approved, people: row.approvedPeople },
    wantsBroadcastApi: row.wantsBroadcastApi,
    way: row.way === "broadcast-api" ? "broadcast-api" : "fan-out",
    graph: toGraph(row),
    recipients: Object.values(counts).reduce((sum, count) => sum + count, 0),
    createdBy: nameOf(row.createdById),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...toTimes(row),
  };
}

function toGraph(row: StoredBroadcast) {
  const { state, graphState, graphAskedAt, graphMessagesSent, graphReach } = row;
  const isLookedFor = state === "preparing" && graphState === "unknown" && graphAskedAt !== null;
  return {
    isAsked: graphState !== null,
    isUnknown: graphState === "unknown",
    mayBeEnded: (state === "preparing" && graphState === "unknown") || isUnreadable(row),
    lookedForUntil: isLookedFor ? new Date(graphAskedAt.getTime() + settleForMs).toISOString() : null,
    messagesSent: graphMessagesSent,
    reach: graphReach,
  };
}

/** Facebook has it, and does not let it be read or taken back any more: only then is there a reason beside it. */
export function isUnreadable({
  state,
  graphState,
  stoppedReason,
}: Pick<Broadcast, "state" | "graphState" | "stoppedReason">): boolean {
  return (state === "scheduled" || state === "sending") && graphState === "taken" && stoppedReason !== null;
}

function toTimes(row: StoredBroadcast) {
  const text = (at: Date | null) => at?.toISOString() ?? null;
  return {
    scheduledAt: text(row.scheduledAt),
    tooLateAt: text(row.tooLateAt),
    canaryUntil: text(row.canaryUntil),
    canaryPassedAt: text(row.canaryPassedAt),
    startedAt: text(row.startedAt),
    finishedAt: text(row.finishedAt),
  };
}

/** What a stored broadcast says and to whom, parsed once. */
export function readLetterOf(
  row: Pick<Broadcast, "content" | "tag" | "audienceKind" | "predicate" | "frozenListId" | "exclusions">,
) {
  return {
    audienceKind: audienceKinds.find((kind) => kind === row.audienceKind) ?? "predicate",
    frozenListId: row.frozenListId,
    content: messageContentSchema.parse(row.content),
    tag: messageTags.find((tag) => tag === row.tag) ?? null,
    predicate: row.predicate === null ? null : predicateSchema.parse(row.predicate),
    exclusions: exclusionsSchema.parse(row.exclusions),
  };
}

async function countDeliveries(broadcastIds: string[]): Promise<Map<string, DeliveryCounts>> {
  const groups = await db().delivery.groupBy({
    by: ["broadcastId", "state"],
    where: { broadcastId: { in: broadcastIds } },
    _count: true,
  });
  const counts = new Map<string, DeliveryCounts>();
  for (const { broadcastId, state, _count } of groups) {
    const own = counts.get(broadcastId) ?? noDeliveries();
    own[state] = _count;
    counts.set(broadcastId, own);
  }
  return counts;
}

function noDeliveries(): DeliveryCounts {
  return Object.fromEntries(deliveryStates.map((state) => [state, 0])) as DeliveryCounts;
}
