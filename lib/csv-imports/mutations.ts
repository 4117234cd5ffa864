import { recordActivity } from "../activity/mutations";
import { enqueueChangeLabels } from "../bulk-changes/progress";
import type { BulkSpec } from "../bulk-changes/spec";
import { db } from "../db";
import { createLabel } from "../labels/mutations";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { getStoredImport, matchNames } from "./data";
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
 * paused, cancelled and undone like any other. What the file has more than the Page is left out. @throws Problem
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
  return db().$transaction(async (transaction) => {
    const [held] = await transaction.$queryRaw<{ jobId: string | null; fileName: string }[]>`
      SELECT job_id AS "jobId", file_name AS "fileName" FROM csv_import WHERE id = ${id}::uuid FOR UPDATE`;
    if (held?.jobId) throw new Problem("csv-used");
    const job = await transaction.job.create({
      data: { pageId, kind: "bulk", createdById: userId },
      select: { id: true },
    });
    const items = await transaction.$executeRaw`
      INSERT INTO job_item (job_id, ordinal, label_key, page_id, is_assign)
      SELECT DISTINCT ${job.id}::uuid, customer.ordinal, label.key, ${pageId}, true
        FROM csv_import_row AS line
        JOIN customer ON customer.page_id = ${pageId} AND customer.psid = line.psid
       CROSS JOIN LATERAL unnest(line.label_names) AS given(name)
        JOIN unnest(${labels.map(({ name }) => name)}::text[], ${labels.map(({ key }) => key)}::int[])
             AS label(name, key) ON label.name = given.name
       WHERE line.import_id = ${id}::uuid AND line.problem IS NULL`;
    if (items === 0) throw new Problem("csv-nothing");
    const people = await transaction.jobItem.groupBy({ by: ["ordinal"], where: { jobId: job.id } });
    const spec: BulkSpec = { assign, remove: [], people: people.length };
    await transaction.job.update({ where: { id: job.id }, data: { spec: { ...spec }, total: items } });
    await transaction.csvImport.update({ where: { id }, data: { jobId: job.id } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "bulk.imported",
      subject: {
        ...{ jobId: job.id, people: spec.people, fileName: held?.fileName },
        assignedNames: assign.map(({ name }) => name),
      },
    });
    await enqueueChangeLabels(transaction, pageId, job.id);
    await announce(pageId, ["jobs", "activity"], transaction);
    return { jobId: job.id };
  });
}
