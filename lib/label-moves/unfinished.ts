import { db, type Transaction } from "../db";
import { foldLabelName } from "../domain/label-name";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { moveKinds, readMoveSpec } from "./spec";

const unfinished = { notIn: ["done", "failed", "cancelled"] as ("done" | "failed" | "cancelled")[] };

/** @throws Problem "label-moving" while one of these labels is being renamed or merged */
export async function requireNotMoving(
  pageId: PageId,
  labelIds: readonly string[],
  transaction: Pick<Transaction, "job"> = db(),
): Promise<void> {
  const jobs = await transaction.job.findMany({
    where: { pageId, kind: { in: [...moveKinds] }, state: unfinished },
    select: { spec: true },
  });
  for (const { spec } of jobs) {
    const { assign, remove } = readMoveSpec(spec);
    const moving = [...assign, ...remove].find(({ labelId }) => labelIds.includes(labelId));
    if (moving) throw new Problem("label-moving", { values: { name: moving.name } });
  }
}

/** The name that a rename which is not over gives, when it looks like this one. */
export async function findPendingName(
  transaction: Pick<Transaction, "job">,
  pageId: PageId,
  name: string,
): Promise<{ name: string } | null> {
  const jobs = await transaction.job.findMany({
    where: { pageId, kind: "rename", state: unfinished },
    select: { spec: true },
  });
  const pending = jobs.map(({ spec }) => readMoveSpec(spec).newName ?? "");
  const found = pending.find((one) => foldLabelName(one) === foldLabelName(name));
  return found === undefined ? null : { name: found };
}

/** Whether another job that is not over is about one of these labels: it would find them gone. */
export async function isInOtherJob(
  pageId: PageId,
  jobId: string | null,
  labelKeys: readonly number[],
  transaction: Pick<Transaction, "$queryRaw"> = db(),
): Promise<boolean> {
  const rows = await transaction.$queryRaw<unknown[]>`
    SELECT FROM job
     WHERE page_id = ${pageId} AND id IS DISTINCT FROM ${jobId}::uuid AND kind IN ('bulk', 'undo', 'import-csv')
       AND state NOT IN ('done', 'failed', 'cancelled')
       AND EXISTS (SELECT FROM jsonb_path_query(spec, '$.*[*].key') AS given(key)
                    WHERE (given.key)::text::int = ANY(${[...labelKeys]}::int[]))
     LIMIT 1`;
  return rows.length > 0;
}
