import { AudienceError, countAudience, countPredicate } from "../audience/engine";
import { now } from "../clock";
import { db } from "../db";
import { predicateSchema, type Predicate } from "../domain/predicate";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { isUuid } from "../uuid";
import { readUserNames } from "../team/data";
import { readPredicate } from "./predicate-input";
import type { Counts, SegmentRow } from "./schema";

/** All segments of the Page with their size at this moment, newest change first. */
export async function listSegments(pageId: PageId): Promise<SegmentRow[]> {
  const stored = await db().segment.findMany({ where: { pageId }, orderBy: { updatedAt: "desc" } });
  return toRows(pageId, stored);
}

/** @throws Problem "segment-unknown" */
export async function getSegment(pageId: PageId, id: string): Promise<SegmentRow> {
  const stored = isUuid(id) ? await db().segment.findFirst({ where: { pageId, id } }) : null;
  if (!stored) throw new Problem("segment-unknown");
  const [row] = await toRows(pageId, [stored]);
  return row!;
}

/** Exact counts of every node of a predicate, and what would come of a message now. */
export async function countNodes(pageId: PageId, predicate: Predicate): Promise<Counts> {
  const { version, ...counts } = await countAudience(pageId, predicate, now());
  return { version: version.toString(), ...counts };
}

type StoredSegment = Awaited<ReturnType<ReturnType<typeof db>["segment"]["findMany"]>>[number];

async function toRows(pageId: PageId, stored: StoredSegment[]): Promise<SegmentRow[]> {
  const nameOf = await readUserNames(stored.map(({ updatedById }) => updatedById));
  return Promise.all(
    stored.map(async (segment) => ({
      id: segment.id,
      name: segment.name,
      predicate: predicateSchema.parse(segment.predicate),
      ...(await measure(pageId, segment.predicate)),
      updatedAt: segment.updatedAt.toISOString(),
      updatedBy: segment.updatedById === null ? null : (nameOf.get(segment.updatedById) ?? null),
    })),
  );
}

/** A segment whose label is gone has no size: it selects nobody, and says why. */
async function measure(
  pageId: PageId,
  stored: unknown,
): Promise<{ people: number | null; trouble: string | null }> {
  try {
    const predicate = await readPredicate(pageId, stored);
    const { nodes } = await countPredicate(pageId, predicate);
    return { people: nodes[0]!.people, trouble: null };
  } catch (error) {
    if (error instanceof Problem) return { people: null, trouble: String(error.values.detail) };
    if (error instanceof AudienceError) return { people: null, trouble: error.message };
    throw error;
  }
}
