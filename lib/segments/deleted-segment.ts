import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { recordActivity } from "../activity/mutations";
import { db, type Transaction } from "../db";
import { predicateSchema } from "../domain/predicate-schema";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { addVersion } from "./add-version";
import { followLabels } from "./follow-labels";
import { versionNoteSchema } from "./version-note";

const versionSchema = z.object({
  number: z.int(),
  name: z.string(),
  predicate: predicateSchema,
  savedAt: z.iso.datetime(),
  savedById: z.string().nullable(),
  restoredFrom: z.int().nullable(),
  note: versionNoteSchema.nullable(),
});

const keptSchema = z.object({
  name: z.string(),
  predicate: predicateSchema,
  createdAt: z.iso.datetime(),
  versions: z.array(versionSchema),
});

/** The whole of a segment with its versions, as it was just before it was deleted. */
export async function keepDeleted(
  transaction: Transaction,
  { id, name, predicate, createdAt }: { id: string; name: string; predicate: unknown; createdAt: Date },
) {
  const versions = await transaction.segmentVersion.findMany({
    where: { segmentId: id },
    orderBy: { number: "asc" },
  });
  return {
    name,
    predicate: predicateSchema.parse(predicate),
    createdAt: createdAt.toISOString(),
    versions: versions.map(({ segmentId: _, pageId: __, savedAt, ...version }) => ({
      ...version,
      predicate: predicateSchema.parse(version.predicate),
      note: version.note === null ? null : versionNoteSchema.parse(version.note),
      savedAt: savedAt.toISOString(),
    })),
  };
}

/**
 * Brings a deleted segment back under its own id, with all its versions. What was renamed or
 * merged meanwhile is followed; one of its labels may be gone: then it says so, as any other does. @throws Problem "segment-unknown" when it was never deleted here
 */
export async function undeleteSegment(pageId: PageId, userId: string, id: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const deleted = await transaction.activity.findFirst({
      where: { pageId, action: "segment.deleted", subject: { path: ["segmentId"], equals: id } },
      orderBy: { id: "desc" },
    });
    const kept = keptSchema.safeParse((deleted?.before as { kept?: unknown } | null)?.kept);
    if (!deleted || !kept.success) throw new Problem("segment-unknown");
    if ((await transaction.segment.count({ where: { id } })) > 0) return;
    const { name, createdAt, versions } = kept.data;
    const [predicate = kept.data.predicate] = await followLabels(pageId, [kept.data.predicate]);
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "segment.undeleted",
      subject: { segmentId: id, segmentName: name },
      undoes: deleted.id,
    });
    const brought = await transaction.segment.create({
      data: { id, pageId, name, predicate, createdAt, updatedById: userId },
    });
    await transaction.segmentVersion.createMany({
      data: versions.map(({ note, ...version }) => ({
        ...version,
        segmentId: id,
        pageId,
        note: note ?? undefined,
      })),
    });
    if (!isDeepStrictEqual(predicate, kept.data.predicate)) await addVersion(transaction, brought);
    await announce(pageId, ["segments", "activity"], transaction);
  });
}
