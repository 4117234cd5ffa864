import { setTimeout as wait } from "node:timers/promises";
import { closeDatabase, db } from "../../lib/db";
import type { Predicate } from "../../lib/domain/predicate";
import { findPage } from "../../lib/facebook-pages/data";
import { saveSegment } from "../../lib/segments/mutations";

/** Harbor Books, the Page with the labels of Meta's own examples. */
const harborPageId = "100200300400502";
const lookEveryMs = 1_000;

/**
 * Saves the two examples of Meta's document as segments, as soon as the import has read the labels. Once only: who
 * changed or deleted them finds them as they left them at the next start.
 */
export async function saveDemoSegments(): Promise<void> {
  const page = await findPage(harborPageId);
  const admin = await db().user.findFirst({ where: { demoAccount: "admin" } });
  if (page === null || admin === null || (await hadSegments())) return;
  const labels = await waitForLabels();
  const label = (name: string): Predicate => ({ op: "LABEL", labelId: labels.get(name)! });
  await saveSegment(page.id, admin.id, {
    name: "Under 25 or over 50",
    predicate: { op: "OR", operands: [label("Under 25"), label("Over 50")] },
  });
  await saveSegment(page.id, admin.id, {
    name: "Young Californians, or over 50",
    predicate: {
      op: "OR",
      operands: [label("Over 50"), { op: "AND", operands: [label("California"), label("Under 25")] }],
    },
  });
  await closeDatabase();
}

async function hadSegments(): Promise<boolean> {
  const where = { pageId: harborPageId, action: "segment.created" };
  return (await db().activity.count({ where })) > 0;
}

/** Until the whole Page is read, so that the first size of each is one to be compared with. */
async function waitForLabels(): Promise<ReadonlyMap<string, string>> {
  const isImported = async () =>
    (await db().page.findUniqueOrThrow({ where: { id: harborPageId } })).importedAt !== null;
  while (!(await isImported())) await wait(lookEveryMs);
  const labels = await db().label.findMany({ where: { pageId: harborPageId } });
  return new Map(labels.map(({ name, labelId }) => [name, labelId]));
}
