import { countLabelDifference } from "../audience/engine";
import { db } from "../db";
import { can, type Role } from "../domain/permissions";
import { toLabelKind } from "../domain/label-kind";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import type { BulkChange, BulkDifference } from "./schema";
import { readSelection } from "./selection";

/** What the change would do, exactly, without doing it. @throws Problem */
export async function measureBulkChange(
  pageId: PageId,
  role: Role,
  change: BulkChange,
): Promise<BulkDifference> {
  const labels = await requireLabels(pageId, role, change);
  const ordinals = await readSelection(pageId, change.selection);
  const asked = [...change.assign, ...change.remove];
  const { people, labelsUnknown, have } = await countLabelDifference(pageId, ordinals, asked);
  const known = people - labelsUnknown;
  return {
    people,
    labelsUnknown,
    labels: asked.map((labelId, at) => {
      const isAssign = at < change.assign.length;
      const had = have[at] ?? 0;
      return {
        labelId,
        name: labels.get(labelId)?.name ?? labelId,
        isAssign,
        change: isAssign ? known - had : had,
        unchanged: isAssign ? had : known - had,
      };
    }),
  };
}

export interface KnownLabel {
  key: number;
  labelId: string;
  name: string;
}

/** The labels of a change by their ids. @throws Problem when one is gone, or not for this role in bulk */
export async function requireLabels(
  pageId: PageId,
  role: Role,
  { assign, remove }: Pick<BulkChange, "assign" | "remove">,
): Promise<ReadonlyMap<string, KnownLabel>> {
  const asked = [...assign, ...remove];
  if (asked.length === 0) throw new Problem("bulk-no-labels", { field: "labels" });
  if (new Set(asked).size < asked.length) throw new Problem("bulk-label-twice", { field: "labels" });
  const rows = await db().label.findMany({
    where: { pageId, labelId: { in: asked } },
    select: { key: true, labelId: true, name: true },
  });
  if (rows.length < asked.length) throw new Problem("label-unknown", { field: "labels" });
  const isLeadsOnly = rows.every(({ name }) => toLabelKind(name) === "lead-stage");
  if (!can(role, "labels.assign-in-bulk") && !isLeadsOnly)
    throw new Problem("bulk-lead-labels-only", { field: "labels" });
  return new Map(rows.map((row) => [row.labelId, row]));
}
