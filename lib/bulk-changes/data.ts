import { db } from "../db";
import { isUuid } from "../uuid";
import type { Job } from "../generated/prisma/client";
import type { JobItemState } from "../generated/prisma/enums";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { readUserNames } from "../team/data";
import { toItemReasonWords } from "./item-reason";
import { steeredKinds } from "./progress";
import { isJobOver, itemStates, type JobItemList, type JobRow } from "./schema";
import { readMissing } from "../label-moves/missing";
import type { MissingPeople } from "../label-moves/schema";
import {
  canCancelMove,
  isMoveKind,
  moveKinds,
  movePhases,
  readMoveCursor,
  readMoveSpec,
  toMissingStage,
} from "../label-moves/spec";
import { readCounts, readSpec } from "./spec";

const jobsShown = 30;
const itemsPageLength = 50;
/** Calls in a rolling day for each person the Page can message (Messenger rate limits, 23 Mar 2026). */
const callsPerPerson = 200;

const select = {
  id: true,
  kind: true,
  state: true,
  phase: true,
  cursor: true,
  spec: true,
  counts: true,
  total: true,
  ratePerSecond: true,
  usedPercent: true,
  trouble: true,
  createdById: true,
  createdAt: true,
  finishedAt: true,
  undoOfId: true,
} as const;

/** The newest bulk jobs of the Page with their progress. */
export async function listJobs(pageId: PageId): Promise<JobRow[]> {
  return toRows(
    pageId,
    await db().job.findMany({
      where: { pageId, kind: { in: [...steeredKinds] } },
      orderBy: { createdAt: "desc" },
      take: jobsShown,
      select,
    }),
  );
}

/** Those of these jobs that a person steers. */
export async function listJobsById(pageId: PageId, ids: readonly string[]): Promise<JobRow[]> {
  return toRows(pageId, await db().job.findMany({ where: { pageId, id: { in: [...ids] } }, select }));
}

/** @throws Problem "job-unknown" */
export async function getJob(pageId: PageId, jobId: string): Promise<JobRow> {
  const stored = isUuid(jobId)
    ? await db().job.findFirst({ where: { id: jobId, pageId, kind: { in: [...steeredKinds] } }, select })
    : null;
  if (!stored) throw new Problem("job-unknown");
  const [row] = await toRows(pageId, [stored]);
  return row!;
}

type SelectedJob = Pick<Job, keyof typeof select>;

async function toRows(pageId: PageId, jobs: readonly SelectedJob[]): Promise<JobRow[]> {
  const [names, undos, people] = await Promise.all([
    readUserNames(jobs.map(({ createdById }) => createdById)),
    db().job.findMany({
      where: { undoOfId: { in: jobs.map(({ id }) => id) } },
      select: { id: true, undoOfId: true },
    }),
    jobs.some(({ state }) => state === "running") ? db().customer.count({ where: { pageId } }) : 0,
  ]);
  const undoOf = new Map(undos.map(({ id, undoOfId }) => [undoOfId, id]));
  return jobs.map((job) => {
    const spec = readSpec(job.spec);
    const move = isMoveKind(job.kind) ? readMoveSpec(job.spec) : null;
    const stored = readCounts(job.counts);
    const counts = Object.fromEntries(itemStates.map((state) => [state, stored[state] ?? 0]));
    const ended = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const items = job.total ?? 0;
    const left = Math.max(0, items - ended);
    const rate = job.state === "running" ? job.ratePerSecond : null;
    const callsLeft = (1 - (job.usedPercent ?? 0) / 100) * callsPerPerson * people;
    return {
      id: job.id,
      kind: job.kind as JobRow["kind"],
      state: job.state,
      phase: move && (movePhases.find((phase) => phase === job.phase) ?? null),
      canCancel: !isJobOver(job.state) && (move === null || canCancelMove(job.phase, job.cursor)),
      missing: move && job.state === "paused" ? readMissingStage(job) : null,
      // The label that a rename makes is known by its name before it is there.
      assign: move?.newName
        ? [{ labelId: spec.assign[0]?.labelId ?? "", name: move.newName }]
        : spec.assign.map(({ labelId, name }) => ({ labelId, name })),
      remove: spec.remove.map(({ labelId, name }) => ({ labelId, name })),
      people: spec.people,
      items,
      counts: { ...counts, pending: left } as JobRow["counts"],
      ratePerSecond: rate,
      remainingMs: rate !== null && rate > 0 ? (left / rate) * 1_000 : null,
      exceedsBudget: !isJobOver(job.state) && job.usedPercent !== null && people > 0 && left > callsLeft,
      trouble: job.trouble,
      createdBy: job.createdById === null ? null : (names.get(job.createdById) ?? null),
      createdAt: job.createdAt.toISOString(),
      finishedAt: job.finishedAt?.toISOString() ?? null,
      undoOfId: job.undoOfId,
      undoneById: undoOf.get(job.id) ?? null,
    };
  });
}

function readMissingStage({ phase, cursor }: Pick<Job, "phase" | "cursor">): JobRow["missing"] {
  const { missing = 0 } = readMoveCursor(cursor);
  return missing > 0 ? { people: missing, stage: toMissingStage(phase, cursor) } : null;
}

/** Who would lose their label if a rename or a merge went on now. @throws Problem "job-unknown" */
export async function readMissingOf(pageId: PageId, jobId: string): Promise<MissingPeople> {
  const job = isUuid(jobId)
    ? await db().job.findFirst({ where: { id: jobId, pageId, kind: { in: [...moveKinds] } } })
    : null;
  if (!job) throw new Problem("job-unknown");
  return readMissing(db(), pageId, job);
}

/** Each customer's result, in a steady order. @param cursor "ordinal-labelKey" of the item to go on after */
export async function listJobItems(
  pageId: PageId,
  jobId: string,
  state: JobItemState | null,
  cursor: string | null,
): Promise<JobItemList> {
  await getJob(pageId, jobId);
  const [, ordinal, key] = /^(\d{1,9})-(\d{1,9})$/.exec(cursor ?? "") ?? [];
  const items = await db().$queryRaw<StoredItem[]>`
    SELECT item.ordinal, item.label_key AS "labelKey", customer.psid, customer.name,
           coalesce(label.name, former_label.name) AS "labelName", item.is_assign AS "isAssign",
           item.state::text, item.reason, item.finished_at AS "finishedAt"
      FROM job_item AS item
      JOIN customer ON customer.page_id = item.page_id AND customer.ordinal = item.ordinal
      LEFT JOIN label ON label.key = item.label_key
      LEFT JOIN former_label ON former_label.key = item.label_key
     WHERE item.job_id = ${jobId}::uuid AND (${state}::text IS NULL OR item.state::text = ${state}::text)
       AND (item.ordinal, item.label_key) > (${Number(ordinal ?? -1)}::int, ${Number(key ?? -1)}::int)
     ORDER BY item.ordinal, item.label_key LIMIT ${itemsPageLength + 1}`;
  const shown = items.slice(0, itemsPageLength);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ labelKey: _, finishedAt, reason, labelName, ...item }) => ({
      ...item,
      labelName: labelName ?? "",
      reasonWords: reason === null ? null : toItemReasonWords(reason),
      at: finishedAt?.toISOString() ?? null,
    })),
    nextCursor: items.length > itemsPageLength && last ? `${last.ordinal}-${last.labelKey}` : null,
  };
}

interface StoredItem {
  ordinal: number;
  labelKey: number;
  psid: string;
  name: string;
  labelName: string | null;
  isAssign: boolean;
  state: JobItemState;
  reason: string | null;
  finishedAt: Date | null;
}
