import { AudienceError, compareAudiences } from "../audience/engine";
import { db } from "../db";
import { predicateSchema } from "../domain/predicate-schema";
import type { PageId } from "../page-id";
import { readUserNames } from "../team/data";
import { getSegment } from "./data";
import { followLabels } from "./follow-labels";
import { versionNoteSchema } from "./version-note";
import { versionsPageLength, type SegmentVersionList } from "./schema";

/**
 * The versions of a segment, newest first, each compared in people with what the segment says now.
 * @param cursor the number to go on below
 * @throws Problem "segment-unknown"
 */
export async function listVersions(
  pageId: PageId,
  segmentId: string,
  cursor: string | null,
): Promise<SegmentVersionList> {
  const { predicate: present } = await getSegment(pageId, segmentId);
  const below = cursor !== null && /^\d{1,9}$/.test(cursor) ? Number(cursor) : null;
  const stored = await db().segmentVersion.findMany({
    where: { pageId, segmentId, ...(below === null ? {} : { number: { lt: below } }) },
    orderBy: { number: "desc" },
    take: versionsPageLength + 1,
  });
  const kept = stored.slice(0, versionsPageLength);
  const predicates = await followLabels(
    pageId,
    kept.map(({ predicate }) => predicateSchema.parse(predicate)),
  );
  const shown = kept.map((version, at) => ({ ...version, predicate: predicates[at] ?? present }));
  const [nameOf, differences] = await Promise.all([
    readUserNames(shown.map(({ savedById }) => savedById)),
    compareWithPresent(
      pageId,
      present,
      shown.map(({ predicate }) => predicate),
    ),
  ]);
  const rows = shown.map(({ number, name, predicate, savedAt, savedById, restoredFrom, note }, at) => ({
    number,
    name,
    predicate,
    savedAt: savedAt.toISOString(),
    savedBy: savedById === null ? null : (nameOf.get(savedById) ?? null),
    restoredFrom,
    note: note === null ? null : versionNoteSchema.parse(note),
    difference: differences[at] ?? null,
  }));
  const last = shown.at(-1);
  return { present, rows, nextCursor: stored.length > shown.length && last ? String(last.number) : null };
}

/** When the present version cannot be counted, neither can any difference to it. */
async function compareWithPresent(
  ...[pageId, present, earlier]: Parameters<typeof compareAudiences>
): ReturnType<typeof compareAudiences> {
  try {
    return await compareAudiences(pageId, present, earlier);
  } catch (error) {
    if (error instanceof AudienceError) return [];
    throw error;
  }
}
