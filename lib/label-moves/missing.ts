import { recordActivity } from "../activity/mutations";
import type { Transaction } from "../db";
import { Prisma, type Job } from "../generated/prisma/client";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { enqueueReadLabels } from "../sync/read-labels-job";
import type { MissingPeople } from "./schema";
import { readMoveCursor, readMoveSpec } from "./spec";
import { recount, type PlannedMove } from "./plan";

/** So many are named before a person agrees that they lose their label. */
const namedMax = 50;

/**
 * People who would lose their label with the sources: without the target, or, where the Page does not let us read it,
 * asked for it without a yes. Whom a person has given up is not among them any more.
 * @param areGone once the sources are deleted, nothing can be done any more for those whose labels cannot be read
 */
function missingOf({ pageId, jobId, sourceKeys, targetKey }: PlannedMove, areGone: boolean): Prisma.Sql {
  return Prisma.sql`
    SELECT DISTINCT source.ordinal
      FROM assignment AS source
      JOIN customer ON customer.page_id = ${pageId} AND customer.ordinal = source.ordinal
      LEFT JOIN assignment AS had ON had.label_key = ${targetKey} AND had.ordinal = source.ordinal
      LEFT JOIN job_item AS item ON item.job_id = ${jobId}::uuid AND item.ordinal = source.ordinal
                                AND item.label_key = ${targetKey}
     WHERE source.label_key = ANY(${sourceKeys}::int[])
       AND (customer.labels_known OR NOT ${areGone}::boolean)
       AND item.reason IS DISTINCT FROM 'given-up'
       AND (had.ordinal IS NULL
            OR (NOT customer.labels_known AND item.state IN ('skipped', 'failed', 'unknown')))`;
}

/** How many these are, and a mark by which exactly these are known again. */
const toMark = Prisma.sql`count(*)::int AS people, md5(string_agg(ordinal::text, ',' ORDER BY ordinal)) AS mark`;

export async function countMissing(
  transaction: Pick<Transaction, "$queryRaw">,
  plan: PlannedMove,
  { areGone = false } = {},
): Promise<number> {
  const [row] = await transaction.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS people FROM (${missingOf(plan, areGone)}) AS missing`;
  return row?.people ?? 0;
}

/** Who would lose their label: how many, the first of them by name, and a mark by which exactly these are known again. */
export async function readMissing(
  transaction: Pick<Transaction, "$queryRaw">,
  pageId: PageId,
  job: Pick<Job, "id" | "spec" | "cursor">,
): Promise<MissingPeople> {
  const missing = missingOf(toMissingPlan(pageId, job), readMoveCursor(job.cursor).areDeleted ?? false);
  const [all] = await transaction.$queryRaw<{ people: number; mark: string | null }[]>`
    SELECT ${toMark} FROM (${missing}) AS missing`;
  const shown = await transaction.$queryRaw<MissingPeople["shown"]>`
    SELECT customer.psid, customer.name FROM (${missing}) AS missing
      JOIN customer ON customer.page_id = ${pageId} AND customer.ordinal = missing.ordinal
     ORDER BY missing.ordinal LIMIT ${namedMax}`;
  return { people: all?.people ?? 0, mark: all?.mark ?? "", shown };
}

/**
 * A person agrees that exactly these lose their label: the job goes on without them. Whoever comes to miss it later is
 * asked about again.
 * @throws Problem "label-move-others" when they are others by now
 */
export async function giveUpMissing(
  transaction: Transaction,
  pageId: PageId,
  job: Job,
  { userId, mark }: { userId: string; mark: string },
): Promise<void> {
  const plan = toMissingPlan(pageId, job);
  // Looked for and given up in one statement: nobody is given up who was not shown.
  const [given] = await transaction.$queryRaw<{ people: number; mark: string | null }[]>`
    WITH given AS (
      INSERT INTO job_item (job_id, ordinal, label_key, page_id, is_assign, state, reason, finished_at)
      SELECT ${job.id}::uuid, ordinal, ${plan.targetKey}::int, ${pageId}, true, 'skipped', 'given-up', clock_timestamp()
        FROM (${missingOf(plan, readMoveCursor(job.cursor).areDeleted ?? false)}) AS missing
      ON CONFLICT (job_id, ordinal, label_key) DO UPDATE
         SET is_assign = true, state = 'skipped', reason = 'given-up', finished_at = excluded.finished_at
      RETURNING ordinal
    )
    SELECT ${toMark} FROM given`;
  if (!given || given.people === 0 || given.mark !== mark) throw new Problem("label-move-others");
  await recount(transaction, job.id);
  const { assign, remove } = readMoveSpec(job.spec);
  await recordActivity(transaction, pageId, {
    userId,
    origin: "dashboard",
    action: "label.given-up",
    subject: {
      ...{ jobId: job.id, people: given.people, labelName: assign[0]?.name },
      removedNames: remove.map(({ name }) => name),
    },
  });
}

/** Before it is tried again: labels that could not be read may be readable by now. */
export async function readMissingAgain(
  transaction: Transaction,
  pageId: PageId,
  job: Pick<Job, "id" | "spec" | "cursor">,
): Promise<void> {
  const plan = findMissingPlan(pageId, job);
  if (!plan) return;
  await transaction.$executeRaw`
    UPDATE customer SET labels_doubtful = true, labels_revision = labels_revision + 1, labels_tries = 0
     WHERE page_id = ${pageId} AND NOT labels_doubtful AND labels_unknown_reason IS DISTINCT FROM 'not-read-yet'
       AND ordinal IN (${missingOf(plan, false)})`;
  await enqueueReadLabels(transaction, pageId);
}

function toMissingPlan(pageId: PageId, job: Pick<Job, "id" | "spec">): PlannedMove {
  const plan = findMissingPlan(pageId, job);
  if (!plan) throw new Problem("job-wrong-state");
  return plan;
}

/** Null while the label that a rename makes is not there. */
function findMissingPlan(pageId: PageId, { id, spec }: Pick<Job, "id" | "spec">): PlannedMove | null {
  const { assign, remove } = readMoveSpec(spec);
  const [target] = assign;
  return target
    ? { pageId, jobId: id, sourceKeys: remove.map(({ key }) => key), targetKey: target.key }
    : null;
}
