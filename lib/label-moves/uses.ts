import type { Transaction } from "../db";
import { exclusionsSchema, type Exclusions } from "../domain/broadcast-audience";
import { isBroadcastOver, broadcastStates, type BroadcastState } from "../domain/broadcast-state";
import { listLabelIds, predicateSchema, type Predicate } from "../domain/predicate";
import { mergeLabels } from "../domain/predicate-merge";
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
  const [segments, broadcasts] = await Promise.all([
    transaction.segment.findMany({ where: { pageId }, orderBy: { name: "asc" } }),
    transaction.broadcast.findMany({
      where: { pageId, state: { in: openStates } },
      orderBy: { name: "asc" },
    }),
  ]);
  return {
    segments: segments
      .map(({ id, name, predicate }) => ({ id, name, predicate: predicateSchema.parse(predicate) }))
      .filter(({ predicate }) => speaksOf(predicate, labelIds)),
    broadcasts: broadcasts
      .map(({ id, name, state, approvedAt, graphBroadcastId, predicate, exclusions }) => ({
        ...{ id, name, state, isApproved: approvedAt !== null },
        isUnderWay: runningStates.includes(state) || graphBroadcastId !== null,
        predicate: predicate === null ? null : predicateSchema.parse(predicate),
        exclusions: exclusionsSchema.parse(exclusions),
      }))
      .filter(({ predicate, exclusions }) =>
        [predicate, ...exclusions.segments.map((segment) => segment.predicate)].some(
          (one) => one !== null && speaksOf(one, labelIds),
        ),
      ),
  };
}

/** Whom a broadcast selects by labels, its exclusions counted in; null for everyone. */
export function toWholePredicate({
  predicate,
  exclusions,
}: Pick<UsingBroadcast, "predicate" | "exclusions">): Predicate | null {
  const without = exclusions.segments.map((segment): Predicate => ({
    op: "NOT",
    operand: segment.predicate,
  }));
  const operands = predicate === null ? without : [predicate, ...without];
  return operands.length === 0 ? null : { op: "AND", operands };
}

/** The broadcast's audience once the sources have become the target. */
export function mergeAudience(
  { predicate, exclusions }: Pick<UsingBroadcast, "predicate" | "exclusions">,
  sourceIds: ReadonlySet<string>,
  targetId: string,
): Pick<UsingBroadcast, "predicate" | "exclusions"> {
  return {
    predicate: predicate && mergeLabels(predicate, sourceIds, targetId),
    exclusions: {
      ...exclusions,
      segments: exclusions.segments.map((segment) => ({
        ...segment,
        predicate: mergeLabels(segment.predicate, sourceIds, targetId),
      })),
    },
  };
}

function speaksOf(predicate: Predicate, labelIds: ReadonlySet<string>): boolean {
  return listLabelIds(predicate).some((labelId) => labelIds.has(labelId));
}
