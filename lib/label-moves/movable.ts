import { db } from "../db";
import { toLabelKind } from "../domain/label-kind";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import type { MovedLabel } from "./spec";
import { requireNotMoving } from "./unfinished";
import { listLabelUses } from "../labels/uses";

/**
 * The labels of a rename or a merge, or why they cannot be: Facebook knows lead stages by their names, gives automatic
 * labels by itself, and a broadcast that is under way must not have its audience changed beneath it.
 * @param targetId null for a rename
 * @throws Problem
 */
export async function requireMovable(
  pageId: PageId,
  sourceIds: readonly string[],
  targetId: string | null,
): Promise<{ sources: MovedLabel[]; target: MovedLabel | null }> {
  const asked = targetId === null ? sourceIds : [...sourceIds, targetId];
  if (new Set(asked).size < asked.length) throw new Problem("label-merge-same", { field: "target" });
  const rows = await db().label.findMany({
    where: { pageId, labelId: { in: [...asked] } },
    select: { key: true, labelId: true, name: true },
  });
  if (rows.length < asked.length) throw new Problem("label-unknown");
  for (const { name } of rows) {
    const kind = toLabelKind(name);
    if (kind === "lead-stage") throw new Problem("label-move-lead-stage", { values: { name } });
    if (kind === "automatic") throw new Problem("label-move-automatic", { values: { name } });
  }
  const { importedAt } = await db().page.findUniqueOrThrow({ where: { id: pageId } });
  if (importedAt === null) throw new Problem("label-move-import");
  await requireNotMoving(pageId, asked);
  const { broadcasts } = await listLabelUses(db(), pageId, new Set(asked));
  const running = broadcasts.find(({ isUnderWay }) => isUnderWay);
  if (running) throw new Problem("label-move-broadcast", { values: { name: running.name } });
  const rowOf = (labelId: string) => rows.find((row) => row.labelId === labelId)!;
  return { sources: sourceIds.map(rowOf), target: targetId === null ? null : rowOf(targetId) };
}
