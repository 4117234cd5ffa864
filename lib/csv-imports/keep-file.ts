import { db } from "../db";
import { CsvReader, type CsvRow } from "../domain/csv-reader";
import { readLabelFileHead, readLabelFileRow, type LabelFileColumns } from "../domain/label-file";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { fileBytesMax, fileRowsMax } from "./schema";

const rowsAtOnce = 1_000;
const keptMs = 86_400_000;
const fileNameLengthMax = 200;

/**
 * Reads a file while it comes in, and keeps its lines. Nothing is changed by it. @throws Problem when it is too large or
 * names nobody; then nothing of it is kept
 */
export async function keepFile(
  pageId: PageId,
  userId: string,
  fileName: string,
  body: ReadableStream<Uint8Array>,
): Promise<{ importId: string }> {
  await db().csvImport.deleteMany({ where: { pageId, createdAt: { lt: new Date(Date.now() - keptMs) } } });
  const labels = await db().label.findMany({ where: { pageId }, select: { name: true } });
  const { id: importId } = await db().csvImport.create({
    data: { pageId, createdById: userId, fileName: fileName.slice(0, fileNameLengthMax) },
    select: { id: true },
  });
  try {
    const keeper = new RowKeeper(importId, new Set(labels.map(({ name }) => name)));
    const reader = new CsvReader();
    for await (const text of decode(body)) await keeper.keep(reader.push(text));
    await keeper.keep(reader.end());
    await keeper.end();
    return { importId };
  } catch (error) {
    await db().csvImport.delete({ where: { id: importId } });
    throw error;
  }
}

/** UTF-8, or UTF-16 as old spreadsheets write it, known by its first two bytes. @throws Problem "csv-too-large" */
async function* decode(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  let decoder: TextDecoder | null = null;
  let bytes = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > fileBytesMax) {
      await reader.cancel();
      throw new Problem("csv-too-large", { values: { megabytes: fileBytesMax / 1024 / 1024 } });
    }
    decoder ??= new TextDecoder(findEncoding(value));
    yield decoder.decode(value, { stream: true }).replaceAll("\u0000", "");
  }
  if (decoder) yield decoder.decode();
}

function findEncoding([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
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

  async end(): Promise<void> {
    if (this.#count === 0 || this.#columns === null) throw new Problem("csv-empty");
    await this.#write();
    const { ignored } = this.#columns;
    await db().csvImport.update({ where: { id: this.importId }, data: { ignored } });
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
