import { countLabels } from "../audience/engine";
import { toCsvLine } from "../csv";
import { db } from "../db";
import { foldLabelName } from "../domain/label-name";
import { messages } from "../messages/catalogue";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { isUuid } from "../uuid";
import { toRowProblemWords } from "./row-problem";
import type { CsvImportPreview, FileEncoding } from "./schema";

const rowsAtOnce = 1_000;

/** A label of the Page by a name that stands in the file. */
export interface NamedLabel {
  /** As it stands in the file. */
  name: string;
  key: number;
  labelId: string;
  labelName: string;
}

/** What the file would do now. @throws Problem "csv-unknown" */
export async function getCsvImport(pageId: PageId, importId: string): Promise<CsvImportPreview> {
  const { id, fileName, ignored, jobId, encoding } = await getStoredImport(pageId, importId);
  const { labels, unknownNames } = await matchNames(pageId, id);
  const [facts, problems, changes] = await Promise.all([
    countRows(pageId, id),
    countProblems(id),
    countChanges(pageId, id, labels),
  ]);
  return {
    id,
    fileName,
    encoding: encoding as FileEncoding,
    ignored,
    jobId,
    ...facts,
    problems,
    labels: changes,
    unknownNames,
  };
}

export async function getStoredImport(pageId: PageId, importId: string) {
  const stored = isUuid(importId)
    ? await db().csvImport.findFirst({ where: { id: importId, pageId } })
    : null;
  if (!stored) throw new Problem("csv-unknown");
  return stored;
}

async function countRows(pageId: PageId, importId: string) {
  const [row] = await db().$queryRaw<
    { rows: number; people: number; unknownPsids: number; labelsUnknown: number }[]
  >`
    SELECT count(*)::int AS rows,
           count(DISTINCT customer.ordinal)::int AS people,
           count(*) FILTER (WHERE line.problem IS NULL AND customer.ordinal IS NULL)::int AS "unknownPsids",
           count(DISTINCT customer.ordinal) FILTER (WHERE NOT customer.labels_known)::int AS "labelsUnknown"
      FROM csv_import_row AS line
      LEFT JOIN customer ON customer.page_id = ${pageId} AND customer.psid = line.psid AND line.problem IS NULL
     WHERE line.import_id = ${importId}::uuid`;
  return row ?? { rows: 0, people: 0, unknownPsids: 0, labelsUnknown: 0 };
}

async function countProblems(importId: string): Promise<CsvImportPreview["problems"]> {
  const groups = await db().csvImportRow.groupBy({
    by: ["problem"],
    where: { importId, NOT: { problem: null } },
    _count: true,
  });
  return groups
    .map(({ problem, _count }) => ({ words: toRowProblemWords(problem ?? ""), rows: _count }))
    .sort((one, other) => other.rows - one.rows);
}

/** Names of the file by the labels that they mean: the same letters first; of several, the one with most customers. */
export async function matchNames(
  pageId: PageId,
  importId: string,
): Promise<{ labels: NamedLabel[]; unknownNames: { name: string; rows: number }[] }> {
  const [names, stored, { labels: counts }] = await Promise.all([
    db().$queryRaw<{ name: string; rows: number }[]>`
      SELECT given.name, count(*)::int AS rows
        FROM csv_import_row AS line, unnest(line.label_names) AS given(name)
       WHERE line.import_id = ${importId}::uuid AND line.problem IS NULL
       GROUP BY given.name ORDER BY rows DESC, given.name`,
    db().label.findMany({ where: { pageId }, select: { key: true, labelId: true, name: true } }),
    countLabels(pageId),
  ]);
  const byCustomers = stored.toSorted(
    (one, other) => (counts.get(other.labelId) ?? 0) - (counts.get(one.labelId) ?? 0),
  );
  // Of several with the same name the first counts: it is set last.
  const exact = new Map(byCustomers.toReversed().map((label) => [label.name, label]));
  const folded = new Map(byCustomers.toReversed().map((label) => [foldLabelName(label.name), label]));
  const labels: NamedLabel[] = [];
  const unknownNames: { name: string; rows: number }[] = [];
  for (const { name, rows } of names) {
    const label = exact.get(name) ?? folded.get(foldLabelName(name));
    if (label) labels.push({ name, key: label.key, labelId: label.labelId, labelName: label.name });
    else unknownNames.push({ name, rows });
  }
  return { labels, unknownNames };
}

/** How many people and how many changes of a label on one of them the file is about. */
export async function countItems(
  pageId: PageId,
  importId: string,
  labels: readonly NamedLabel[],
): Promise<{ people: number; items: number }> {
  const [row] = await db().$queryRaw<{ people: number; items: number }[]>`
    SELECT count(*)::int AS people, coalesce(sum(keys), 0)::int AS items
      FROM (SELECT count(DISTINCT label.key) AS keys
              FROM csv_import_row AS line
              JOIN customer ON customer.page_id = ${pageId} AND customer.psid = line.psid
             CROSS JOIN LATERAL unnest(line.label_names) AS given(name)
              JOIN unnest(${labels.map(({ name }) => name)}::text[], ${labels.map(({ key }) => key)}::int[])
                   AS label(name, key) ON label.name = given.name
             WHERE line.import_id = ${importId}::uuid AND line.problem IS NULL
             GROUP BY customer.ordinal) AS person`;
  return row ?? { people: 0, items: 0 };
}

async function countChanges(
  pageId: PageId,
  importId: string,
  labels: readonly NamedLabel[],
): Promise<CsvImportPreview["labels"]> {
  const rows = await db().$queryRaw<{ key: number; gain: number; have: number }[]>`
    SELECT asked.key, count(*) FILTER (WHERE had.ordinal IS NULL)::int AS gain, count(had.ordinal)::int AS have
      FROM (SELECT DISTINCT customer.ordinal, label.key
              FROM csv_import_row AS line
              JOIN customer ON customer.page_id = ${pageId} AND customer.psid = line.psid AND customer.labels_known
             CROSS JOIN LATERAL unnest(line.label_names) AS given(name)
              JOIN unnest(${labels.map(({ name }) => name)}::text[], ${labels.map(({ key }) => key)}::int[])
                   AS label(name, key) ON label.name = given.name
             WHERE line.import_id = ${importId}::uuid AND line.problem IS NULL) AS asked
      LEFT JOIN assignment AS had ON had.label_key = asked.key AND had.ordinal = asked.ordinal
     GROUP BY asked.key`;
  const countOf = new Map(rows.map((row) => [row.key, row]));
  const distinct = [...new Map(labels.map((label) => [label.key, label])).values()];
  return distinct.flatMap(({ key, labelId, labelName }) => {
    const counted = countOf.get(key);
    return counted ? [{ labelId, name: labelName, gain: counted.gain, have: counted.have }] : [];
  });
}

/** The lines that cannot be used, as they were, with the reason before them; people who are unknown among them. */
export async function* exportBadRows(pageId: PageId, importId: string): AsyncGenerator<string, void> {
  const { id } = await getStoredImport(pageId, importId);
  const { line: lineHead, reason } = messages.csvImports.bad;
  yield toCsvLine([lineHead, reason]);
  for (let after = 0; ;) {
    const rows = await db().$queryRaw<
      { line: number; psid: string; labelNames: string[]; cells: string[]; problem: string | null }[]
    >`
      SELECT line.line, line.psid, line.label_names AS "labelNames", line.cells, line.problem
        FROM csv_import_row AS line
       WHERE line.import_id = ${id}::uuid AND line.line > ${after}
         AND (line.problem IS NOT NULL
              OR NOT EXISTS (SELECT FROM customer WHERE customer.page_id = ${pageId} AND customer.psid = line.psid))
       ORDER BY line.line LIMIT ${rowsAtOnce}`;
    yield rows
      .map(({ line, psid, labelNames, cells, problem }) =>
        toCsvLine([
          line,
          toRowProblemWords(problem ?? "psid-unknown"),
          ...(problem === null ? [psid, labelNames.join("; ")] : cells),
        ]),
      )
      .join("");
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)?.line ?? after;
  }
}
