import { recordActivity } from "../activity/mutations";
import { enqueueChangeLabels } from "../bulk-changes/progress";
import type { BulkSpec } from "../bulk-changes/spec";
import { db } from "../db";
import { createLabel } from "../labels/mutations";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { countItems, getStoredImport, matchNames } from "./data";
import { fileLabelsMax } from "./schema";

/** Makes the labels that the file names and the Page does not have. @returns how many */
export async function createMissingLabels(
  pageId: PageId,
  userId: string,
  importId: string,
): Promise<{ created: number }> {
  const { id } = await getStoredImport(pageId, importId);
  const { unknownNames } = await matchNames(pageId, id);
  if (unknownNames.length > fileLabelsMax)
    throw new Problem("csv-too-many-labels", { values: { max: fileLabelsMax, count: unknownNames.length } });
  let created = 0;
  for (const { name } of unknownNames) {
    // Two that fold to one name are one label.
    const { unknownNames: left } = await matchNames(pageId, id);
    if (!left.some((one) => one.name === name)) continue;
    await createLabel(pageId, userId, name);
    created += 1;
  }
  return { created };
}

/**
 * Begins to put the file's labels on its people: a bulk change whose items are the file's lines, so it can be watched,
 * paused, cancelled and undone like any other. The job makes the items itself, slice by slice. What the file has more than the Page is left out. @throws Problem
 */
export async function startCsvImport(
  pageId: PageId,
  userId: string,
  importId: string,
): Promise<{ jobId: string }> {
  const { id } = await getStoredImport(pageId, importId);
  const { labels } = await matchNames(pageId, id);
  const assign = [...new Map(labels.map((label) => [label.key, label])).values()].map(
    ({ key, labelId, labelName }) => ({ key, labelId, name: labelName }),
  );
  const { people, items } = await countItems(pageId, id, labels);
  if (items === 0) throw new Problem("csv-nothing");
  return db().$transaction(async (transaction) => {
    const [held] = await transaction.$queryRaw<{ jobId: string | null; fileName: string }[]>`
      SELECT job_id AS "jobId", file_name AS "fileName" FROM csv_import WHERE id = ${id}::uuid FOR UPDATE`;
    if (held?.jobId) throw new Problem("csv-used");
    const spec: BulkSpec = { assign, remove: [], people };
    const job = await transaction.job.create({
      data: { pageId, kind: "bulk", createdById: userId, spec: { ...spec }, total: items },
      select: { id: true },
    });
    const namedLabels = labels.map(({ name, key }) => ({ name, key }));
    await transaction.csvImport.update({ where: { id }, data: { jobId: job.id, namedLabels } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "bulk.imported",
      subject: {
        ...{ jobId: job.id, people, fileName: held?.fileName },
        assignedNames: assign.map(({ name }) => name),
      },
    });
    await enqueueChangeLabels(transaction, pageId, job.id);
    await announce(pageId, ["jobs", "activity"], transaction);
    return { jobId: job.id };
  });
}
