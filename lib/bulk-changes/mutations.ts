import { recordActivity } from "../activity/mutations";
import type { ActivitySubject } from "../activity/schema";
import { db, type Transaction } from "../db";
import { toLabelKind } from "../domain/label-kind";
import { can, type Role } from "../domain/permissions";
import type { Job } from "../generated/prisma/client";
import { isMoveKind } from "../label-moves/spec";
import { cancelMove, resumeMove, resumeWithoutMissing } from "../label-moves/steer";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { requireLabels } from "./difference";
import { addToCounts, moveItems, skipWaiting } from "./items";
import { enqueueChangeLabels, steeredKinds } from "./progress";
import { isJobOver, type BulkChange } from "./schema";
import { readSelection } from "./selection";
import { readCounts, readSpec, type BulkSpec } from "./spec";

interface Actor {
  userId: string;
  role: Role;
}

/** Freezes whom the change is about and begins it. @throws Problem */
export async function startBulkChange(
  pageId: PageId,
  { userId, role }: Actor,
  change: BulkChange,
): Promise<{ jobId: string }> {
  const labels = await requireLabels(pageId, role, change);
  const members = await readSelection(pageId, change.selection);
  if (members.length === 0) throw new Problem("bulk-nobody");
  const toLabels = (ids: readonly string[]) => ids.flatMap((id) => labels.get(id) ?? []);
  const spec: BulkSpec = {
    assign: toLabels(change.assign),
    remove: toLabels(change.remove),
    people: members.length,
  };
  return db().$transaction(async (transaction) => {
    const job = await transaction.job.create({
      data: {
        pageId,
        kind: "bulk",
        createdById: userId,
        spec: { ...spec },
        members,
        total: members.length * labels.size,
      },
      select: { id: true },
    });
    const subject = toSubject(job.id, spec);
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "bulk.started",
      subject,
    });
    await enqueueChangeLabels(transaction, pageId, job.id);
    await announce(pageId, ["jobs", "activity"], transaction);
    return { jobId: job.id };
  });
}

/** Stops after the chunk at hand; what is done stays. */
export async function pauseJob(pageId: PageId, role: Role, jobId: string): Promise<void> {
  await changeState(pageId, role, jobId, ["waiting", "running"], async (transaction) => {
    await transaction.job.update({ where: { id: jobId }, data: { state: "paused", ratePerSecond: null } });
  });
}

export async function resumeJob(pageId: PageId, role: Role, jobId: string): Promise<void> {
  await changeState(pageId, role, jobId, ["paused"], async (transaction, job) => {
    if (isMoveKind(job.kind)) return resumeMove(transaction, pageId, job);
    await transaction.job.update({ where: { id: jobId }, data: { state: "waiting", trouble: null } });
    await enqueueChangeLabels(transaction, pageId, jobId);
  });
}

/** Has a rename or a merge that is paused because of people who would lose their label go on without them. */
export async function resumeWithout(
  pageId: PageId,
  { userId, role }: Actor,
  jobId: string,
  mark: string,
): Promise<void> {
  await changeState(pageId, role, jobId, ["paused"], async (transaction, job) => {
    if (!isMoveKind(job.kind)) throw new Problem("job-wrong-state");
    await resumeWithoutMissing(transaction, pageId, job, { userId, mark });
  });
}

/** Ends it for good: what is done stays, what waits is skipped, what is in flight is written down when it is known. */
export async function cancelJob(pageId: PageId, { userId, role }: Actor, jobId: string): Promise<void> {
  await changeState(pageId, role, jobId, ["waiting", "running", "paused"], async (transaction, job) => {
    if (isMoveKind(job.kind)) return cancelMove(transaction, pageId, userId, job);
    // Of very many the job itself skips the rest. Those who were not made into items yet count with them.
    await skipWaiting(transaction, jobId);
    const ended = Object.values(readCounts(job.counts)).reduce((sum, count) => sum + count, 0);
    const attempting = await transaction.jobItem.count({ where: { jobId, state: "attempting" } });
    const skipped = (job.total ?? 0) - ended - attempting;
    await addToCounts(transaction, jobId, (state) => (state === "skipped" ? skipped : 0));
    await transaction.job.update({
      where: { id: jobId },
      data: { state: "cancelled", finishedAt: new Date(), ratePerSecond: null, members: [] },
    });
    const subject = toSubject(jobId, readSpec(job.spec));
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "bulk.cancelled",
      subject,
    });
    await enqueueChangeLabels(transaction, pageId, jobId);
  });
}

/** Has what failed, and what nobody could tell, tried again. */
export async function retryFailed(pageId: PageId, role: Role, jobId: string): Promise<void> {
  await changeState(pageId, role, jobId, ["done"], async (transaction, job) => {
    if (isMoveKind(job.kind)) throw new Problem("job-wrong-state");
    // Whom it changed now nobody could take back any more.
    if (await isUndone(transaction, jobId)) throw new Problem("job-undone");
    const moved = await moveItems(transaction, jobId, ["failed", "unknown"], {
      state: "pending",
      reason: null,
    });
    if (moved.size === 0) throw new Problem("job-nothing-failed");
    await addToCounts(transaction, jobId, (state) => -(moved.get(state) ?? 0));
    await transaction.job.update({
      where: { id: jobId },
      data: { state: "waiting", finishedAt: null, trouble: null },
    });
    await enqueueChangeLabels(transaction, pageId, jobId);
  });
}

/** Begins a job that takes back what this one really changed, where nobody changed it since. @throws Problem */
export async function undoJob(
  pageId: PageId,
  { userId, role }: Actor,
  jobId: string,
): Promise<{ jobId: string }> {
  return db().$transaction(async (transaction) => {
    const job = await holdJob(transaction, pageId, jobId);
    requireRole(role, job);
    if (isMoveKind(job.kind)) throw new Problem("job-wrong-state");
    if (!isJobOver(job.state)) throw new Problem("job-not-over");
    if (await isUndone(transaction, jobId)) throw new Problem("job-undone");
    // What is in flight may still turn out to be done.
    if ((await transaction.jobItem.count({ where: { jobId, state: "attempting" } })) > 0)
      throw new Problem("job-settling");
    const changed = readCounts(job.counts).done ?? 0;
    if (changed === 0) throw new Problem("bulk-nothing");
    const { assign, remove, people } = readSpec(job.spec);
    const spec: BulkSpec = { assign: remove, remove: assign, people };
    const undo = await transaction.job.create({
      data: {
        pageId,
        kind: "undo",
        createdById: userId,
        undoOfId: jobId,
        spec: { ...spec },
        total: changed,
      },
      select: { id: true },
    });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "bulk.undone",
      subject: toSubject(undo.id, spec),
    });
    await enqueueChangeLabels(transaction, pageId, undo.id);
    await announce(pageId, ["jobs", "activity"], transaction);
    return { jobId: undo.id };
  });
}

async function isUndone(transaction: Transaction, jobId: string): Promise<boolean> {
  return (await transaction.job.count({ where: { undoOfId: jobId } })) > 0;
}

async function changeState(
  pageId: PageId,
  role: Role,
  jobId: string,
  from: readonly Job["state"][],
  work: (transaction: Transaction, job: Job) => Promise<void>,
): Promise<void> {
  await db().$transaction(async (transaction) => {
    const job = await holdJob(transaction, pageId, jobId);
    requireRole(role, job);
    if (!from.includes(job.state)) throw new Problem("job-wrong-state");
    await work(transaction, job);
    await announce(pageId, ["jobs", "activity"], transaction);
  });
}

/** Whoever may not change these labels in bulk may not steer a job that does. @throws Problem */
function requireRole(role: Role, job: Job): void {
  if (isMoveKind(job.kind)) {
    if (!can(role, "labels.manage")) throw new Problem("forbidden");
    return;
  }
  const { assign, remove } = readSpec(job.spec);
  const isLeadsOnly = [...assign, ...remove].every(({ name }) => toLabelKind(name) === "lead-stage");
  if (!isLeadsOnly && !can(role, "labels.assign-in-bulk")) throw new Problem("bulk-lead-labels-only");
}

async function holdJob(transaction: Transaction, pageId: PageId, jobId: string): Promise<Job> {
  await transaction.$queryRaw`SELECT FROM job WHERE id = ${jobId}::uuid AND page_id = ${pageId} FOR UPDATE`;
  const job = await transaction.job.findFirst({
    where: { id: jobId, pageId, kind: { in: [...steeredKinds] } },
  });
  if (!job) throw new Problem("job-unknown");
  return job;
}

function toSubject(jobId: string, { assign, remove, people }: BulkSpec): ActivitySubject {
  return {
    jobId,
    people,
    assignedNames: assign.map(({ name }) => name),
    removedNames: remove.map(({ name }) => name),
  };
}
