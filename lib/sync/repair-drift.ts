import { recordActivity } from "../activity/mutations";
import { saveCustomers } from "../customers/mutations";
import { db, type Transaction } from "../db";
import type { Drift } from "../generated/prisma/client";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { repairLabels } from "./drift";
import { enqueueReadLabels } from "./read-labels-job";
import type { DriftKind } from "./schema";

const atOnce = 1_000;

/**
 * Repairs what comparisons found and left: labels as they are on the Page, customers added, and whoever's labels
 * differed has them read again from the Page, which is the truth also of what changed since.
 * @returns how many differences
 */
export async function repairDrift(pageId: PageId, userId: string): Promise<number> {
  let repaired = 0;
  for (;;) {
    const count = await db().$transaction((transaction) => repairSome(transaction, pageId));
    repaired += count;
    if (count < atOnce) break;
  }
  if (repaired > 0)
    await db().$transaction(async (transaction) => {
      const subject = { differences: repaired };
      await recordActivity(transaction, pageId, {
        userId,
        origin: "dashboard",
        action: "page.repaired",
        subject,
      });
      await announce(pageId, ["labels", "customers", "audience", "sync", "activity"], transaction);
    });
  return repaired;
}

/** Two who repair at once do not repair twice: the rows are held. */
async function repairSome(transaction: Transaction, pageId: PageId): Promise<number> {
  await transaction.$queryRaw`SELECT FROM page WHERE id = ${pageId} FOR NO KEY UPDATE`;
  const rows = await transaction.drift.findMany({
    where: { pageId, repairedAt: null },
    orderBy: { id: "asc" },
    take: atOnce,
  });
  await transaction.drift.updateMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    data: { repairedAt: new Date() },
  });
  await saveCustomers(transaction, pageId, rows.flatMap(toFacts));
  await repairLabels(transaction, pageId, rows.map(toLabelDrift));
  await readAgain(transaction, pageId, rows);
  return rows.length;
}

function toFacts({ kind, psid, customerName, theirs }: Drift) {
  if (psid === null || (kind !== "customer-missing" && kind !== "message-missing")) return [];
  const at = theirs === null ? null : new Date(theirs);
  const name = kind === "customer-missing" ? customerName : null;
  return [{ psid, name, conversationId: null, snippet: null, lastMessageAt: at, windowOpenedAt: at }];
}

function toLabelDrift({ kind, labelId, labelName }: Drift) {
  return {
    kind: kind as DriftKind,
    labelId: labelId ?? undefined,
    labelName: labelName ?? undefined,
  };
}

async function readAgain(transaction: Transaction, pageId: PageId, rows: readonly Drift[]): Promise<void> {
  const kinds: readonly string[] = ["assignment-missing", "assignment-extra", "labels-unread"];
  const psids = rows.flatMap(({ kind, psid }) => (kinds.includes(kind) ? (psid ?? []) : []));
  if (rows.length === 0) return;
  await transaction.$executeRaw`
    UPDATE customer SET labels_doubtful = true, labels_revision = labels_revision + 1, labels_tries = 0
     WHERE page_id = ${pageId} AND psid = ANY(${psids}::text[])`;
  await enqueueReadLabels(transaction, pageId);
}
