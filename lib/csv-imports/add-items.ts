import * as z from "zod";
import { db, type Transaction } from "../db";
import type { PageId } from "../page-id";
import { recountTotal } from "../bulk-changes/items";

/** So many lines become items in one transaction: with a column for each of 199 labels, about 100,000 items. */
const linesAtOnce = 500;

const namedLabelsSchema = z.array(z.object({ name: z.string(), key: z.int() }));

/**
 * Makes items of the next lines of the file that a job was begun with, in one transaction. Repeated after a kill it adds
 * nothing.
 * @param after the line to go on after
 * @param note writes down, in the same transaction, how far it is
 * @returns the last line that was made into items; null when there is none left, or the job has no file
 */
export async function addFileItems(
  { pageId, jobId, after }: { pageId: PageId; jobId: string; after: number },
  note: (transaction: Transaction, line: number) => Promise<void>,
): Promise<number | null> {
  const file = await db().csvImport.findFirst({
    where: { pageId, jobId },
    select: { id: true, namedLabels: true },
  });
  if (!file?.namedLabels) return null;
  const lines = await db().csvImportRow.findMany({
    where: { importId: file.id, line: { gt: after } },
    orderBy: { line: "asc" },
    take: linesAtOnce + 1,
    select: { line: true },
  });
  const last = lines.slice(0, linesAtOnce).at(-1)?.line;
  if (last === undefined) return null;
  const labels = namedLabelsSchema.parse(file.namedLabels);
  await db().$transaction(async (transaction) => {
    await transaction.$executeRaw`
      INSERT INTO job_item (job_id, ordinal, label_key, page_id, is_assign)
      SELECT DISTINCT ${jobId}::uuid, customer.ordinal, label.key, ${pageId}, true
        FROM csv_import_row AS line
        JOIN customer ON customer.page_id = ${pageId} AND customer.psid = line.psid
       CROSS JOIN LATERAL unnest(line.label_names) AS given(name)
        JOIN unnest(${labels.map(({ name }) => name)}::text[], ${labels.map(({ key }) => key)}::int[])
             AS label(name, key) ON label.name = given.name
       WHERE line.import_id = ${file.id}::uuid AND line.problem IS NULL
         AND line.line > ${after} AND line.line <= ${last}
      ON CONFLICT DO NOTHING`;
    if (lines.length <= linesAtOnce) await recountTotal(transaction, jobId);
    await note(transaction, last);
  });
  return last;
}
