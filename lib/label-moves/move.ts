import { db, type Transaction } from "../db";
import type { GraphClient } from "../graph/client";
import { GraphError } from "../graph/errors";
import { toGraphProblem } from "../graph-problem";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import type { PlannedMove } from "./plan";
import {
  isMoveKind,
  movePhases,
  readMoveCursor,
  readMoveSpec,
  type MoveCursor,
  type MoveKind,
  type MovePhase,
  type MoveSpec,
} from "./spec";

/** A rename or a merge as a step finds it. */
export interface Move {
  pageId: PageId;
  jobId: string;
  kind: MoveKind;
  phase: MovePhase;
  spec: MoveSpec;
  cursor: MoveCursor;
  createdById: string | null;
  graph: GraphClient;
}

/** What a step comes to: on with the next at once, on later, or no further. */
export type MoveStep =
  { kind: "on" } | { kind: "over" } | { kind: "wait"; trouble: string | null; afterMs: number };

const on: MoveStep = { kind: "on" };
const retryAfterMs = 5_000;
const retryAfterMaxMs = 5 * 60_000;

/** Marks it as running. @returns null when there is nothing to do: it is over, paused or not there */
export async function findMove(pageId: PageId, jobId: string, graph: GraphClient): Promise<Move | null> {
  await db().job.updateMany({
    where: { id: jobId, pageId, state: "waiting" },
    data: { state: "running", startedAt: new Date(), trouble: null },
  });
  const job = await db().job.findFirst({ where: { id: jobId, pageId, state: "running" } });
  if (!job || !isMoveKind(job.kind)) return null;
  const { kind, createdById } = job;
  const spec = readMoveSpec(job.spec);
  const phase = movePhases.find((one) => one === job.phase) ?? (kind === "rename" ? "create" : "assign");
  return { pageId, jobId, kind, phase, spec, cursor: readMoveCursor(job.cursor), createdById, graph };
}

/** The labels by our keys; the target must have been made. */
export function toPlan({ pageId, jobId, spec }: Move): PlannedMove {
  const [target] = spec.assign;
  if (!target) throw new Error("A label is moved to only once it has been made");
  return { pageId, jobId, sourceKeys: spec.remove.map(({ key }) => key), targetKey: target.key };
}

/** Goes to another phase. What a person asks for meanwhile stands beside it, and is seen by the next step. */
export async function enterPhase(
  transaction: Transaction,
  { jobId, pageId }: Move,
  phase: MovePhase,
  spec?: MoveSpec,
): Promise<MoveStep> {
  const data = { phase, trouble: null, ...(spec ? { spec: { ...spec } } : {}) };
  await transaction.job.update({ where: { id: jobId }, data });
  await announce(pageId, ["jobs"], transaction);
  return on;
}

/** Adds to what the job has noted; a cancellation that comes at the same moment stays noted too. */
export async function noteInMove(
  transaction: Pick<Transaction, "$executeRaw">,
  jobId: string,
  noted: MoveCursor,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE job SET cursor = coalesce(cursor, '{}'::jsonb) || ${JSON.stringify(noted)}::jsonb
     WHERE id = ${jobId}::uuid`;
}

/** Holds the job's row. @returns whether it still runs as this step found it */
export async function holdMove(transaction: Transaction, { jobId, phase, cursor }: Move): Promise<boolean> {
  const [held] = await transaction.$queryRaw<{ state: string; phase: string | null; cancelled: boolean }[]>`
    SELECT state::text, phase, coalesce(jsonb_exists(cursor, 'cancelledById'), false) AS cancelled
      FROM job WHERE id = ${jobId}::uuid FOR UPDATE`;
  const isSamePhase = held?.phase === phase || held?.phase === null;
  return held?.state === "running" && isSamePhase && held.cancelled === (cursor.cancelledById !== undefined);
}

/** Passing trouble is waited out. What only a person can mend pauses the job, with what to do. */
export async function meetTrouble({ pageId, jobId }: Move, error: unknown): Promise<MoveStep> {
  if (!(error instanceof GraphError)) throw error;
  const problem = toGraphProblem(error, pageId);
  const words = problem instanceof Problem ? toWords(problem) : error.message;
  if (error.isRetryable) {
    const afterMs = Math.min(retryAfterMaxMs, error.regainAccessMs ?? retryAfterMs);
    return { kind: "wait", trouble: words, afterMs };
  }
  return pauseMove(pageId, jobId, words);
}

export async function pauseMove(pageId: PageId, jobId: string, trouble: string): Promise<MoveStep> {
  await db().job.updateMany({
    where: { id: jobId, state: "running" },
    data: { state: "paused", trouble, ratePerSecond: null },
  });
  await announce(pageId, ["jobs", "activity"]);
  return { kind: "over" };
}
