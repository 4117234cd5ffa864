import { countLabels } from "../audience/engine";
import { db } from "../db";
import { isLabelHue, readLabelHue } from "../domain/label-hue";
import { toLabelKind } from "../domain/label-kind";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import type { LabelList, LabelUse } from "./schema";
import { listUsesByLabel } from "./uses";

/** All labels of the Page with exact counts, largest first. */
export async function listLabels(pageId: PageId): Promise<LabelList> {
  const [rows, counts] = await Promise.all([
    db().label.findMany({
      where: { pageId },
      select: { labelId: true, name: true, hue: true, description: true, groupName: true },
    }),
    countLabels(pageId),
  ]);
  const labels = rows.map(({ labelId, name, hue, description, groupName }) => ({
    labelId,
    name,
    kind: toLabelKind(name),
    hue: readLabelHue({ hue, name }),
    ownHue: isLabelHue(hue) ? hue : null,
    description,
    groupName,
    customers: counts.labels.get(labelId) ?? 0,
  }));
  labels.sort((one, other) => other.customers - one.customers || one.name.localeCompare(other.name, "en"));
  return { everyone: counts.everyone, labelsUnknown: counts.labelsUnknown, labels };
}

/** What uses each label, for those that something uses. */
export async function listLabelUseRows(pageId: PageId): Promise<LabelUse[]> {
  const uses = await listUsesByLabel(pageId);
  return Array.from(uses, ([labelId, { segments, broadcasts }]) => ({
    labelId,
    segments: segments.map(({ id, name }) => ({ id, name })),
    broadcasts: broadcasts.map(({ id, name, state }) => ({ id, name, state })),
  }));
}

/** @throws Problem "label-unknown" */
export async function getLabel(pageId: PageId, labelId: string) {
  const label = await db().label.findUnique({ where: { pageId_labelId: { pageId, labelId } } });
  if (!label) throw new Problem("label-unknown");
  return label;
}

/** The ids of all labels of the Page, to check predicates against. */
export async function listLabelIdsOfPage(pageId: PageId): Promise<ReadonlySet<string>> {
  const rows = await db().label.findMany({ where: { pageId }, select: { labelId: true } });
  return new Set(rows.map(({ labelId }) => labelId));
}
