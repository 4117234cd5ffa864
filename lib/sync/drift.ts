import type { CustomerFacts } from "../customers/mutations";
import type { Transaction } from "../db";
import type { GraphLabel } from "../graph/labels";
import { saveLabels } from "../labels/mutations";
import type { PageId } from "../page-id";
import type { DriftKind } from "./schema";

/** A difference, before it is written down. */
export interface FoundDrift {
  kind: DriftKind;
  labelId?: string;
  labelName?: string;
  psid?: string;
  customerName?: string;
  ours?: string;
  theirs?: string;
}

/**
 * Labels that only one side has, or that have two names.
 * @param listedAt before the Graph was asked: what was made since cannot be in its answer
 */
export async function findLabelDrift(
  transaction: Transaction,
  pageId: PageId,
  labels: readonly GraphLabel[],
  listedAt: Date,
): Promise<FoundDrift[]> {
  const rows = await transaction.label.findMany({
    where: { pageId },
    select: { labelId: true, name: true, firstSeenAt: true },
  });
  const ours = new Map(rows.map(({ labelId, name }) => [labelId, name]));
  const theirs = new Set(labels.map(({ id }) => id));
  const onPage = labels.flatMap(({ id, name }): FoundDrift[] => {
    const our = ours.get(id);
    if (our === undefined) return [{ kind: "label-missing", labelId: id, labelName: name }];
    return our === name
      ? []
      : [{ kind: "label-renamed", labelId: id, labelName: name, ours: our, theirs: name }];
  });
  const orphaned = rows.filter(({ labelId, firstSeenAt }) => !theirs.has(labelId) && firstSeenAt < listedAt);
  return [
    ...onPage,
    ...orphaned.map(({ labelId, name }) => ({ kind: "label-orphaned" as const, labelId, labelName: name })),
  ];
}

/** A label that is gone from the Page goes here too, from everybody; segments that speak of it then say so. */
export async function repairLabels(
  transaction: Transaction,
  pageId: PageId,
  drift: readonly Pick<FoundDrift, "kind" | "labelId" | "labelName">[],
): Promise<void> {
  const onPage = drift.filter(({ kind }) => kind === "label-missing" || kind === "label-renamed");
  await saveLabels(
    transaction,
    pageId,
    onPage.map(({ labelId, labelName }) => ({ id: labelId ?? "", name: labelName ?? "" })),
  );
  const gone = drift.flatMap(({ kind, labelId }) => (kind === "label-orphaned" ? (labelId ?? []) : []));
  if (gone.length > 0) await transaction.label.deleteMany({ where: { pageId, labelId: { in: gone } } });
}

/** Customers of conversations whom we do not know, and messages of theirs that we did not hear of. */
export async function findConversationDrift(
  transaction: Transaction,
  pageId: PageId,
  facts: readonly CustomerFacts[],
): Promise<FoundDrift[]> {
  const rows = await transaction.customer.findMany({
    where: { pageId, psid: { in: facts.map(({ psid }) => psid) } },
    select: { psid: true, name: true, lastMessageAt: true },
  });
  const known = new Map(rows.map((row) => [row.psid, row]));
  return facts.flatMap(({ psid, name, lastMessageAt }): FoundDrift[] => {
    const customer = known.get(psid);
    if (!customer)
      return [{ kind: "customer-missing", psid, customerName: name ?? psid, theirs: toText(lastMessageAt) }];
    const isLate = lastMessageAt !== null && lastMessageAt > (customer.lastMessageAt ?? new Date(0));
    if (!isLate) return [];
    const times = { ours: toText(customer.lastMessageAt), theirs: toText(lastMessageAt) };
    return [{ kind: "message-missing", psid, customerName: customer.name, ...times }];
  });
}

function toText(at: Date | null): string | undefined {
  return at?.toISOString();
}

export async function saveDrift(
  transaction: Transaction,
  pageId: PageId,
  jobId: string,
  drift: readonly FoundDrift[],
  isRepaired: boolean,
): Promise<void> {
  const repairedAt = isRepaired ? new Date() : null;
  await transaction.drift.createMany({ data: drift.map((one) => ({ ...one, pageId, jobId, repairedAt })) });
}
