import { GraphFailure } from "./failure";

/** `id,messages.limit(1){id,from}` as a tree: name → its arguments and its own fields. */
export type FieldTree = Map<string, FieldNode>;
export interface FieldNode {
  limit: number | null;
  children: FieldTree | null;
}

const depthMax = 8;

/** Parses the `fields` parameter, nesting and `.limit(n)` included. Null when nothing was asked for. */
export function parseFields(text: string | undefined): FieldTree | null {
  if (text === undefined || text.trim() === "") return null;
  const reader = { text, at: 0 };
  const tree = readTree(reader, 0);
  if (reader.at < text.length) throw syntaxError(reader);
  return tree;
}

interface Reader {
  text: string;
  at: number;
}

function readTree(reader: Reader, depth: number): FieldTree {
  if (depth > depthMax) throw syntaxError(reader);
  const tree: FieldTree = new Map();
  for (;;) {
    const name = take(reader, /\s*([A-Za-z_][A-Za-z0-9_]*)\s*/y);
    if (name === null) {
      // A trailing comma is harmless; an empty list is not a list.
      if (tree.size > 0) return tree;
      throw syntaxError(reader);
    }
    tree.set(name, readNode(reader, depth));
    if (take(reader, /(,)/y) === null) return tree;
  }
}

function readNode(reader: Reader, depth: number): FieldNode {
  let limit: number | null = null;
  for (
    let modifier = take(reader, /\.([a-z_]+)\(/y);
    modifier !== null;
    modifier = take(reader, /\.([a-z_]+)\(/y)
  ) {
    const value = take(reader, /([^()]*)\)\s*/y);
    if (value === null) throw syntaxError(reader);
    if (modifier === "limit" && /^\d{1,6}$/.test(value)) limit = Number(value);
  }
  if (take(reader, /({)/y) === null) return { limit, children: null };
  const children = readTree(reader, depth + 1);
  if (take(reader, /\s*(})\s*/y) === null) throw syntaxError(reader);
  return { limit, children };
}

function take(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (!found) return null;
  reader.at = pattern.lastIndex;
  return found[1] ?? "";
}

function syntaxError({ text, at }: Reader): GraphFailure {
  return new GraphFailure({
    code: 2500,
    message: `Syntax error "Field list ended unexpectedly" at character ${at}: ${text.slice(0, 200)}`,
  });
}
