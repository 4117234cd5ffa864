import { checkLabelName } from "./label-name";
import { toLabelKind } from "./label-kind";

/** Where a file of customers and labels has what. */
export interface LabelFileColumns {
  psid: number;
  /** One column with the names, else a column for each label. */
  names: number | null;
  labels: { column: number; name: string }[];
  /** Heads of columns that say nothing about labels. */
  ignored: string[];
  hasHead: boolean;
}

type LabelRowProblem =
  | "psid-missing"
  | "psid-rounded"
  | "psid-wrong"
  | "no-labels"
  | "not-utf-8"
  | "name-wrong"
  | "formula"
  | "answer-unclear";

export type LabelRowVerdict =
  { ok: true; psid: string; labelNames: string[] } | { ok: false; problem: LabelRowProblem };

const psidHeads = ["psid", "psids", "user id", "userid", "recipient id", "subscriber id", "customer", "id"];
const namesHeads = ["label", "labels", "label names", "tag", "tags"];
/** Columns of our own export, and of address books: never labels. */
const otherHeads = ["name", "full name", "first name", "last name", "email", "e-mail", "phone"];
const yes = ["1", "x", "y", "yes", "true", "✓", "✔"];
const no = ["", "0", "n", "no", "false", "-", "–"];

/** What the first row says of the others; null when no column holds PSIDs. */
export function readLabelFileHead(cells: readonly string[]): LabelFileColumns | null {
  const heads = cells.map((cell) =>
    cell
      .toLowerCase()
      .replace(/[\s_]+/g, " ")
      .trim(),
  );
  const psid = psidHeads.map((head) => heads.indexOf(head)).find((at) => at >= 0) ?? -1;
  if (psid < 0) {
    if (!readPsid(cells[0] ?? "").ok) return null;
    return { psid: 0, names: 1, labels: [], ignored: [], hasHead: false };
  }
  const names = heads.findIndex((head) => namesHeads.includes(head));
  const others = cells.flatMap((name, column) =>
    column === psid || column === names ? [] : [{ column, name }],
  );
  const isLabel = ({ column, name }: { column: number; name: string }) =>
    names < 0 && name !== "" && !otherHeads.includes(heads[column] ?? "");
  return {
    psid,
    names: names < 0 ? null : names,
    labels: others.filter(isLabel),
    ignored: others.filter((other) => other.name !== "" && !isLabel(other)).map(({ name }) => name),
    hasHead: true,
  };
}

/**
 * Who a row is about and which labels it gives them, each once, in the order of the row.
 * @param isKnown whether a label has this name: one that holds a comma is then not taken for two
 */
export function readLabelFileRow(
  cells: readonly string[],
  columns: LabelFileColumns,
  isKnown: (name: string) => boolean = () => false,
): LabelRowVerdict {
  const psid = readPsid(cells[columns.psid] ?? "");
  if (!psid.ok) return psid;
  const given =
    columns.names === null ? readAnswers(cells, columns) : splitNames(cells[columns.names] ?? "", isKnown);
  if (given === null) return { ok: false, problem: "answer-unclear" };
  const labelNames: string[] = [];
  for (const cell of given) {
    const name = unprotect(cell);
    if (name === cell && /^[=@]/.test(cell)) return { ok: false, problem: "formula" };
    // What no letter was found for while the file was read: it was not UTF-8.
    if (name.includes("\uFFFD") && !isKnown(name)) return { ok: false, problem: "not-utf-8" };
    const verdict = checkLabelName(name);
    if (!verdict.ok || toLabelKind(verdict.name) === "automatic") return { ok: false, problem: "name-wrong" };
    if (!labelNames.includes(verdict.name)) labelNames.push(verdict.name);
  }
  if (labelNames.length === 0) return { ok: false, problem: "no-labels" };
  return { ok: true, psid: psid.psid, labelNames };
}

/** Our own export joins with semicolons; a name that a label has is never taken apart, whatever it holds. */
function splitNames(cell: string, isKnown: (name: string) => boolean): string[] {
  if (isKnown(cell.trim())) return [cell.trim()];
  const parts = splitUnknown([cell], /[;\n]/, isKnown);
  const names = splitUnknown(parts, "|", isKnown);
  return names.length > 1 ? names : splitUnknown(names, ",", isKnown);
}

function splitUnknown(
  parts: readonly string[],
  separator: string | RegExp,
  isKnown: (name: string) => boolean,
): string[] {
  return parts
    .flatMap((part) => (isKnown(part) ? [part] : part.split(separator)))
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** Null when a cell says neither yes nor no. */
function readAnswers(cells: readonly string[], { labels }: LabelFileColumns): string[] | null {
  const given: string[] = [];
  for (const { column, name } of labels) {
    const answer = (cells[column] ?? "").toLowerCase();
    if (yes.includes(answer)) given.push(name);
    else if (!no.includes(answer)) return null;
  }
  return given;
}

/** Our own export puts an apostrophe before what a spreadsheet would take for a formula. */
function unprotect(cell: string): string {
  return /^'[\s]*[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

/** All digits, as Facebook gives it; `="123"` is how spreadsheets are told to keep them. */
function readPsid(cell: string): { ok: true; psid: string } | { ok: false; problem: LabelRowProblem } {
  const psid = /^="?(\d+)"?$/.exec(cell)?.[1] ?? cell.replace(/^'/, "");
  if (psid === "") return { ok: false, problem: "psid-missing" };
  if (/^\d[\d.,]*e\+?\d+$/i.test(psid)) return { ok: false, problem: "psid-rounded" };
  return /^\d{3,30}$/.test(psid) ? { ok: true, psid } : { ok: false, problem: "psid-wrong" };
}
