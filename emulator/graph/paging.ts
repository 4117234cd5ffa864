import type { GraphCall } from "./call";
import { textParameter } from "./call";
import { GraphFailure, invalidParameter } from "./failure";

export interface GraphPage {
  data: unknown[];
  paging?: { cursors: { before: string; after: string }; next?: string; previous?: string };
}

export interface PageRequest {
  limit: number;
  after: string | null;
  before: string | null;
}

/** Reads limit, after and before; a limit beyond `limitMax` is lowered to it, as the Graph does in silence. */
export function readPageRequest(call: GraphCall, limitMax: number, limitDefault = 25): PageRequest {
  const text = textParameter(call, "limit");
  if (text !== undefined && !/^\d{1,9}$/.test(text))
    throw invalidParameter("Param limit must be a non-negative integer");
  const asked = text === undefined || text === "0" ? limitDefault : Number(text);
  return {
    limit: Math.min(asked, limitMax),
    after: readCursor(call, "after"),
    before: readCursor(call, "before"),
  };
}

export function makeCursor(key: string): string {
  return `QVFI${Buffer.from(key).toString("base64url")}`;
}

function readCursor(call: GraphCall, name: string): string | null {
  const text = textParameter(call, name);
  if (text === undefined || text === "") return null;
  const key = text.startsWith("QVFI") ? Buffer.from(text.slice(4), "base64url").toString() : "";
  if (!/^[\w.-]+$/.test(key)) throw invalidCursor();
  return key;
}

/** A cursor dies with the thing it points at. */
export function invalidCursor(): GraphFailure {
  return new GraphFailure({ code: 100, message: "(#100) Invalid cursors values" });
}

/** One page of a list that is at hand as a whole. `render` runs for the shown items only. */
export function pageOfList<T>(
  call: GraphCall,
  items: readonly T[],
  keyOf: (item: T) => string,
  render: (item: T) => unknown,
  limitMax: number,
): GraphPage {
  const { limit, after, before } = readPageRequest(call, limitMax);
  let start = 0;
  if (after !== null) start = positionOf(items, keyOf, after) + 1;
  else if (before !== null) start = Math.max(0, positionOf(items, keyOf, before) - limit);
  const end =
    before !== null && after === null
      ? positionOf(items, keyOf, before)
      : Math.min(items.length, start + limit);
  const shown = items.slice(start, end);
  return toGraphPage(call, shown.map(render), shown.map(keyOf), start > 0, end < items.length);
}

function positionOf<T>(items: readonly T[], keyOf: (item: T) => string, key: string): number {
  const position = items.findIndex((item) => keyOf(item) === key);
  if (position < 0) throw invalidCursor();
  return position;
}

/** The envelope of a page: the end of a list is the absence of `next`, the cursors stay. */
export function toGraphPage(
  call: GraphCall,
  data: unknown[],
  keys: string[],
  hasBefore: boolean,
  hasMore: boolean,
): GraphPage {
  const first = keys[0];
  const last = keys.at(-1);
  if (first === undefined || last === undefined) return { data };
  const cursors = { before: makeCursor(first), after: makeCursor(last) };
  return {
    data,
    paging: {
      cursors,
      ...(hasMore ? { next: linkTo(call, "after", cursors.after) } : {}),
      ...(hasBefore ? { previous: linkTo(call, "before", cursors.before) } : {}),
    },
  };
}

/** Absolute, on the address the caller used, token included: real clients follow it as it is. */
function linkTo(call: GraphCall, name: "after" | "before", cursor: string): string {
  const query = new URLSearchParams();
  if (call.token !== null) query.set("access_token", call.token);
  for (const [key, value] of Object.entries(call.parameters)) {
    if (key === "access_token" || key === "after" || key === "before" || key === "method" || key === "id")
      continue;
    query.set(key, typeof value === "string" ? value : JSON.stringify(value));
  }
  query.set(name, cursor);
  return `${call.origin}${call.versionPrefix}/${call.segments.map(encodeURIComponent).join("/")}?${query.toString()}`;
}
