import { countAudience, countEach } from "../audience/engine";
import { now } from "../clock";
import { db } from "../db";
import { areEquivalent } from "../domain/predicate-equivalence";
import { checkPredicate, type Predicate } from "../domain/predicate";
import { predicateSchema } from "../domain/predicate-schema";
import { isBroadcastOver } from "../domain/broadcast-state";
import { listLabelIdsOfPage } from "../labels/data";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { isUuid } from "../uuid";
import { readUserNames } from "../team/data";
import { toPredicateWords } from "./predicate-input";
import type { Counts, SegmentRow, SegmentTwin, SegmentUse } from "./schema";

/** All segments of the Page with their size at this moment, newest change first. */
export async function listSegments(pageId: PageId): Promise<SegmentRow[]> {
  const stored = await db().segment.findMany({ where: { pageId }, orderBy: { updatedAt: "desc" } });
  return toRows(pageId, stored);
}

/** @throws Problem "segment-unknown" */
export async function getSegment(pageId: PageId, id: string): Promise<SegmentRow> {
  const [row] = await toRows(pageId, [await getStoredSegment(pageId, id)]);
  return row!;
}

/** Exact counts of every node of a predicate, and what would come of a message now. */
export async function countNodes(pageId: PageId, predicate: Predicate): Promise<Counts> {
  const { version, ...counts } = await countAudience(pageId, predicate, now());
  return { version: version.toString(), ...counts };
}

/**
 * Segments that select the same people as a predicate always, whatever labels anybody carries. Only those of the same
 * size at one and the same version can, so few are compared. Where a comparison would take too long, nothing is said.
 */
export async function listTwins(
  pageId: PageId,
  predicate: Predicate,
  exceptId: string | null,
): Promise<SegmentTwin[]> {
  const stored = await db().segment.findMany({ where: { pageId }, orderBy: { name: "asc" } });
  const others = stored
    .filter(({ id }) => id !== exceptId)
    .map(({ id, name, predicate: other }) => ({ id, name, predicate: predicateSchema.parse(other) }));
  const { people } = await countEach(pageId, [predicate, ...others.map((other) => other.predicate)]);
  const [size, ...sizes] = people;
  return others
    .filter((_, at) => size !== null && sizes[at] === size)
    .filter((other) => areEquivalent(predicate, other.predicate) === "equivalent")
    .map(({ id, name }) => ({ id, name }));
}

/** Every broadcast that was written for a segment, newest change first. @throws Problem "segment-unknown" */
export async function listUses(pageId: PageId, id: string): Promise<SegmentUse[]> {
  await getStoredSegment(pageId, id);
  const stored = await db().broadcast.findMany({
    where: { pageId, segmentId: id },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    select: { id: true, name: true, state: true, updatedAt: true },
  });
  return stored.map(({ id: broadcastId, name, state, updatedAt }) => ({
    broadcastId,
    name,
    state,
    isHolding: !isBroadcastOver(state),
    updatedAt: updatedAt.toISOString(),
  }));
}

type StoredSegment = Awaited<ReturnType<ReturnType<typeof db>["segment"]["findMany"]>>[number];

/** The row itself. @throws Problem "segment-unknown" */
export async function getStoredSegment(pageId: PageId, id: string): Promise<StoredSegment> {
  const stored = isUuid(id) ? await db().segment.findFirst({ where: { pageId, id } }) : null;
  if (!stored) throw new Problem("segment-unknown");
  return stored;
}

/** A segment whose label is gone has no size: it selects nobody, and says why. */
async function toRows(pageId: PageId, stored: StoredSegment[]): Promise<SegmentRow[]> {
  const predicates = stored.map(({ predicate }) => predicateSchema.parse(predicate));
  const [nameOf, labelIds, { people }] = await Promise.all([
    readUserNames(stored.map(({ updatedById }) => updatedById)),
    listLabelIdsOfPage(pageId),
    countEach(pageId, predicates),
  ]);
  return stored.map((segment, at) => {
    const [problem] = checkPredicate(predicates[at]!, labelIds);
    return {
      id: segment.id,
      name: segment.name,
      predicate: predicates[at]!,
      people: problem === undefined ? people[at]! : null,
      trouble: problem === undefined ? null : toPredicateWords(problem),
      updatedAt: segment.updatedAt.toISOString(),
      updatedBy: segment.updatedById === null ? null : (nameOf.get(segment.updatedById) ?? null),
    };
  });
}
