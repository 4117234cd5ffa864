import { countEach } from "../audience/engine";
import { db } from "../db";
import { predicateSchema } from "../domain/predicate-schema";
import { findPage } from "../facebook-pages/data";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { getStoredSegment } from "./data";
import { sizesMax, sparklineDays, type SegmentSize, type SegmentSizes } from "./schema";

const dayMs = 24 * 60 * 60_000;

/** Job, once a day: how many people every segment selects now, so that its size can be followed over time. */
export async function measureSegments(): Promise<void> {
  const pages = await db().segment.groupBy({ by: ["pageId"] });
  for (const { pageId } of pages) {
    const page = await findPage(pageId);
    if (page) await measurePage(page.id);
  }
}

async function measurePage(pageId: PageId): Promise<void> {
  const segments = await db().segment.findMany({ where: { pageId }, select: { id: true, predicate: true } });
  const predicates = segments.map(({ predicate }) => predicateSchema.parse(predicate));
  const { people } = await countEach(pageId, predicates);
  await db().$transaction(async (transaction) => {
    // Only of those that are still there: one may have been deleted while they were counted.
    const left = await transaction.segment.findMany({ where: { pageId }, select: { id: true } });
    const isLeft = new Set(left.map(({ id }) => id));
    await transaction.segmentSize.createMany({
      data: segments.flatMap(({ id }, at) =>
        isLeft.has(id) ? [{ segmentId: id, people: people[at]! }] : [],
      ),
    });
    await announce(pageId, ["segments"], transaction);
  });
}

/** The sizes of one segment, oldest first: the newest `sizesMax`. @throws Problem "segment-unknown" */
export async function listSizes(pageId: PageId, segmentId: string): Promise<SegmentSize[]> {
  const { id } = await getStoredSegment(pageId, segmentId);
  const stored = await db().segmentSize.findMany({
    where: { segmentId: id },
    orderBy: { measuredAt: "desc" },
    take: sizesMax,
  });
  return stored.reverse().map(toSize);
}

/** The sizes of all segments over the last days, oldest first, for the list. */
export async function listRecentSizes(pageId: PageId): Promise<SegmentSizes[]> {
  const stored = await db().segmentSize.findMany({
    where: { segment: { pageId }, measuredAt: { gt: new Date(Date.now() - sparklineDays * dayMs) } },
    orderBy: { measuredAt: "asc" },
  });
  const bySegment = new Map<string, SegmentSize[]>();
  for (const { segmentId, ...size } of stored) {
    const sizes = bySegment.get(segmentId) ?? [];
    sizes.push(toSize(size));
    bySegment.set(segmentId, sizes);
  }
  return Array.from(bySegment, ([segmentId, sizes]) => ({ segmentId, sizes }));
}

function toSize({ measuredAt, people }: { measuredAt: Date; people: number | null }): SegmentSize {
  return { at: measuredAt.toISOString(), people };
}
