import { db } from "../db";
import { CsvReader, type CsvRow } from "../domain/csv-reader";
import { readLabelFileHead, readLabelFileRow, type LabelFileColumns } from "../domain/label-file";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { decodeFile } from "./decode-file";
import { fileRowsMax, type FileEncoding } from "./schema";

const rowsAtOnce = 1_000;
const keptMs = 86_400_000;
const fileNameLengthMax = 200;

/**
 * Reads a file and keeps its lines. Nothing is changed by it. @throws Problem when it is too large or
 * names nobody; then nothing of it is kept
 */
export async function keepFile(
  pageId: PageId,
  userId: string,
  fileName: string,
  body: ReadableStream<Uint8Array>,
): Promise<{ importId: string }> {
  await forgetOldFiles(pageId);
  const labels = await db().label.findMany({ where: { pageId }, select: { name: true } });
  const { id: importId } = await db().csvImport.create({
    data: { pageId, createdById: userId, fileName: fileName.slice(0, fileNameLengthMax) },
    select: { id: true },
  });
  try {
    const keeper = new RowKeeper(importId, new Set(labels.map(({ name }) => name)));
    const reader = new CsvReader();
    const { encoding, pieces } = await decodeFile(body);
    for (const text of pieces) await keeper.keep(reader.push(text));
    await keeper.keep(reader.end());
    await keeper.end(encoding);
    return { importId };
  } catch (error) {
    await db().csvImport.delete({ where: { id: importId } });
    throw error;
  }
}

/** But for those whose job still makes its items of the lines. */
async function forgetOldFiles(pageId: PageId): Promise<void> {
  await db().$executeRaw`
    DELETE FROM csv_import
     WHERE page_id = ${pageId} AND created_at < ${new Date(Date.now() - keptMs)}
       AND NOT EXISTS (SELECT FROM job WHERE job.id = csv_import.job_id
                          AND job.state NOT IN ('done', 'failed', 'cancelled'))`;
}

/** Reads the head, then keeps row by row, some at once. */
class RowKeeper {
  #columns: LabelFileColumns | null = null;
  #waiting: CsvRow[] = [];
  #count = 0;

  constructor(
    readonly importId: string,
    readonly labelNames: ReadonlySet<string>,
  ) {}

  async keep(rows: readonly CsvRow[]): Promise<void> {
    for (const row of rows) {
      if (this.#columns === null) {
        this.#columns = readLabelFileHead(row.cells);
        if (this.#columns === null) throw new Problem("csv-no-psid");
        if (this.#columns.hasHead) continue;
      }
      this.#waiting.push(row);
      this.#count += 1;
      if (this.#count > fileRowsMax) throw new Problem("csv-too-many-rows", { values: { max: fileRowsMax } });
      if (this.#waiting.length >= rowsAtOnce) await this.#write();
    }
  }

  async end(encoding: FileEncoding): Promise<void> {
    if (this.#count === 0 || this.#columns === null) throw new Problem("csv-empty");
    await this.#write();
    const { ignored } = this.#columns;
    await db().csvImport.update({ where: { id: this.importId }, data: { ignored, encoding } });
  }

  async #write(): Promise<void> {
    const columns = this.#columns;
    if (columns === null) return;
    const lines = this.#waiting.map(({ line, cells, problem }) => {
      const read = problem
        ? ({ ok: false, problem } as const)
        : readLabelFileRow(cells, columns, (name) => this.labelNames.has(name));
      if (read.ok) return { line, psid: read.psid, names: read.labelNames, cells: [], problem: null };
      return { line, psid: "", names: [], cells, problem: read.problem };
    });
    this.#waiting = [];
    await db().$executeRaw`
      INSERT INTO csv_import_row (import_id, line, psid, label_names, cells, problem)
      SELECT ${this.importId}::uuid, line, psid, ARRAY(SELECT jsonb_array_elements_text(names)),
             ARRAY(SELECT jsonb_array_elements_text(cells)), problem
        FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
             AS given(line int, psid text, names jsonb, cells jsonb, problem text)`;
  }
}
