import { db, type Transaction } from "../db";
import { claimEchoes, nameLabelActor } from "../customers/label-actor";
import {
  beginOwnLabelChanges,
  endOwnLabelChanges,
  type OwnLabelChange,
  type OwnLabelOutcome,
} from "../customers/own-label-change";
import { GraphError } from "../graph/errors";
import type { GraphClient } from "../graph/client";
import type { PageId } from "../page-id";
import { readUserNames } from "../team/data";
import { decideAfter, decideBefore, type ItemVerdict } from "./item-verdicts";
import {
  claimDone,
  listWaitingItems,
  markAttempting,
  recordItems,
  type EndedItem,
  type WaitingItem,
} from "./items";
import type { JobToRun } from "./progress";

/** Looked at together; most of them may need no call. */
const looksAtOnce = 500;
/** One batch of the Graph. */
const callsAtOnce = 50;

interface Run {
  pageId: PageId;
  job: JobToRun;
  graph: GraphClient;
}

export type ChunkStep =
  { kind: "stopped" } | { kind: "empty" } | { kind: "done"; ended: number; trouble: GraphError | null };

interface Taken {
  asked: WaitingItem[];
  begun: OwnLabelChange[];
  settled: number;
  since: Date;
}

/** The next items: those that need no call are settled at once, up to one batch of the others is asked for. */
export async function changeChunk(run: Run): Promise<ChunkStep> {
  const taken = await take(run);
  if (taken === "stopped" || taken === "empty") return { kind: taken };
  if (taken.asked.length === 0) return { kind: "done", ended: taken.settled, trouble: null };
  const { items, trouble } = decideAfter(taken.asked, await ask(run.graph, taken.asked));
  await record(run, taken, items);
  const ended = items.filter(({ ended: { state } }) => state !== "pending").length;
  return { kind: "done", ended: taken.settled + ended, trouble };
}

async function take({ pageId, job }: Run): Promise<Taken | "stopped" | "empty"> {
  return db().$transaction(async (transaction) => {
    const [found] = await transaction.$queryRaw<
      { state: string; now: Date }[]
    >`SELECT state::text, clock_timestamp() AS now FROM job WHERE id = ${job.id}::uuid FOR UPDATE`;
    if (found?.state !== "running") return "stopped";
    const waiting = await listWaitingItems(transaction, pageId, job.id, looksAtOnce);
    if (waiting.length === 0) return "empty";
    const nameOf = await readUserNames(waiting.map(({ lastUserId }) => lastUserId));
    const settled: EndedItem[] = [];
    const asked: WaitingItem[] = [];
    for (const item of waiting) {
      const { ordinal, labelKey } = item;
      const verdict = decideBefore(item, job.undoOfId, (last) => describeLast(last, nameOf));
      if (verdict) settled.push({ ordinal, labelKey, ...verdict });
      else if (asked.length < callsAtOnce) asked.push(item);
    }
    await recordItems(transaction, job.id, settled);
    await claimDone(transaction, job.id, settled);
    await markAttempting(transaction, job.id, asked);
    const ordinals = [...new Set(asked.map(({ ordinal }) => ordinal))];
    const begun = await beginOwnLabelChanges(transaction, pageId, ordinals, job.id);
    return { asked, begun, settled: settled.length, since: found.now };
  });
}

/** Who changed it last and when, for a conflict. */
function describeLast({ lastUserId, lastAt }: WaitingItem, nameOf: ReadonlyMap<string, string>): string {
  const who = lastUserId === null ? "Facebook" : (nameOf.get(lastUserId) ?? "–");
  return lastAt === null ? who : `${who}, ${lastAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** One answer for each, also when the batch as a whole got none. */
async function ask(graph: GraphClient, asked: readonly WaitingItem[]) {
  try {
    return await graph.changeLabels(
      asked.map(({ isAssign, labelId, psid }) => ({
        action: isAssign ? ("assign" as const) : ("remove" as const),
        labelId: labelId ?? "",
        psid: psid ?? "",
      })),
    );
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return asked.map(() => ({ ok: false as const, error }));
  }
}

async function record(
  { pageId, job }: Run,
  { begun, since }: Taken,
  items: readonly ItemVerdict[],
): Promise<void> {
  const actor = { userId: job.createdById, jobId: job.id };
  const done = items.filter(({ outcome }) => outcome === "changed").map(({ item }) => item);
  await db().$transaction(async (transaction) => {
    await recordItems(
      transaction,
      job.id,
      items.map(({ ended }) => ended),
    );
    await endOwnLabelChanges(
      transaction,
      pageId,
      begun.map((change) => ({ change, outcome: outcomeOf(change.ordinal, items) })),
    );
    const changed = done.map(({ ordinal, labelKey, isAssign }) => ({
      ordinal,
      labelKey,
      isAssigned: isAssign,
    }));
    await claimEchoes(transaction, pageId, actor, changed, since);
    await nameLabelActor(transaction, actor);
    await writeAssignments(transaction, pageId, done);
  });
}

/** A customer with several changes is in doubt as soon as one of them is. */
function outcomeOf(ordinal: number, items: readonly ItemVerdict[]): OwnLabelOutcome {
  const outcomes = items.filter(({ item }) => item.ordinal === ordinal).map(({ outcome }) => outcome);
  if (outcomes.includes("unknown")) return "unknown";
  return outcomes.includes("changed") ? "changed" : "unchanged";
}

/** In one statement, the last: the audience's version is held for as short as possible. */
async function writeAssignments(
  transaction: Transaction,
  pageId: PageId,
  items: readonly WaitingItem[],
): Promise<void> {
  if (items.length === 0) return;
  const assign = items.filter(({ isAssign }) => isAssign);
  const remove = items.filter(({ isAssign }) => !isAssign);
  await transaction.$executeRaw`
    WITH removed AS (
      DELETE FROM assignment
       USING unnest(${remove.map(({ ordinal }) => ordinal)}::int[], ${remove.map(({ labelKey }) => labelKey)}::int[])
             AS given(ordinal, label_key)
       WHERE assignment.label_key = given.label_key AND assignment.ordinal = given.ordinal
    )
    INSERT INTO assignment (label_key, ordinal, page_id)
    SELECT given.label_key, given.ordinal, ${pageId}
      FROM unnest(${assign.map(({ ordinal }) => ordinal)}::int[], ${assign.map(({ labelKey }) => labelKey)}::int[])
           AS given(ordinal, label_key)
      JOIN label ON label.key = given.label_key
    ON CONFLICT DO NOTHING`;
}
