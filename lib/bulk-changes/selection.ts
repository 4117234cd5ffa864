import { listOrdinalsOfLines } from "../broadcasts/lines";
import { listOrdinalsOfView } from "../customers/data";
import { db } from "../db";
import type { PageId } from "../page-id";
import { readPredicateCode } from "../segments/predicate-input";
import type { Selection } from "./schema";

/** The ordinals of whom a selection is about, at this moment, ascending. @throws Problem "predicate-wrong" */
export async function readSelection(pageId: PageId, selection: Selection): Promise<number[]> {
  if (selection.kind === "all") {
    const { filter, except, kind: _, ...view } = selection;
    const predicate = filter ? await readPredicateCode(pageId, filter) : null;
    const ordinals = await listOrdinalsOfView(pageId, { ...view, filter: predicate });
    const excepted = new Set(except);
    return [...ordinals.toSorted()].filter((ordinal) => !excepted.has(ordinal));
  }
  if (selection.kind === "broadcast") {
    const { broadcastId, kind: _, ...lines } = selection;
    return listOrdinalsOfLines(pageId, broadcastId, lines);
  }
  // What a browser says of people is not taken for people of this Page.
  const rows = await db().customer.findMany({
    where: { pageId, ordinal: { in: selection.ordinals } },
    select: { ordinal: true },
    orderBy: { ordinal: "asc" },
  });
  return rows.map(({ ordinal }) => ordinal);
}
