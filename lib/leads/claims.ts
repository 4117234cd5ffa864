import { recordActivity } from "../activity/mutations";
import type { ActivityAction } from "../activity/schema";
import { db, type Transaction } from "../db";
import { can, type Role } from "../domain/permissions";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { findOtherAnswering, leadTargetMinutesMax, type LeadClaim } from "./schema";

interface HeldLead {
  ordinal: number;
  psid: string;
  name: string;
  claim: { userId: string; name: string } | null;
}

/**
 * Takes a lead, so that nobody else answers it at the same time. @param takeOver also from somebody else
 * @throws Problem "lead-claimed", with who has it
 */
export async function claimLead(
  pageId: PageId,
  userId: string,
  psid: string,
  takeOver: boolean,
): Promise<void> {
  await changeClaim(pageId, psid, async (transaction, lead) => {
    if (lead.claim?.userId === userId) return;
    if (lead.claim && !takeOver) throw new Problem("lead-claimed", { values: { who: lead.claim.name } });
    await writeClaim(transaction, pageId, lead, { userId, assignedById: null });
    const action = lead.claim ? "lead.taken-over" : "lead.claimed";
    await record(transaction, pageId, { userId, action, lead, memberName: lead.claim?.name });
  });
}

/** Gives a lead back to everybody. Of two who do it at once, one finds it done. */
export async function releaseLead(pageId: PageId, userId: string, psid: string): Promise<void> {
  await changeClaim(pageId, psid, async (transaction, lead) => {
    if (!lead.claim) return;
    if (lead.claim.userId !== userId) throw new Problem("lead-claimed", { values: { who: lead.claim.name } });
    await transaction.leadClaim.deleteMany({ where: { pageId, ordinal: lead.ordinal } });
    await record(transaction, pageId, { userId, action: "lead.released", lead });
  });
}

/** Gives a lead to a colleague. @throws Problem "lead-not-theirs" for somebody whose role does not work on leads */
export async function assignLead(
  pageId: PageId,
  byUserId: string,
  psid: string,
  userId: string,
): Promise<void> {
  const member = await db().membership.findUnique({
    where: { userId_pageId: { userId, pageId } },
    select: { role: true, user: { select: { name: true } } },
  });
  if (!member || !can(member.role as Role, "leads.work")) throw new Problem("lead-not-theirs");
  await changeClaim(pageId, psid, async (transaction, lead) => {
    if (lead.claim?.userId === userId) return;
    await writeClaim(transaction, pageId, lead, { userId, assignedById: byUserId });
    const memberName = member.user.name;
    await record(transaction, pageId, { userId: byUserId, action: "lead.assigned", lead, memberName });
  });
}

/** Within how many minutes a complete lead is to be answered; null for no target. */
export async function setLeadTarget(pageId: PageId, userId: string, minutes: number | null): Promise<void> {
  const isRight = minutes === null || (Number.isInteger(minutes) && minutes >= 1);
  if (!isRight || (minutes ?? 0) > leadTargetMinutesMax)
    throw new Problem("lead-target-wrong", { field: "minutes", values: { max: leadTargetMinutesMax } });
  await db().$transaction(async (transaction) => {
    const { leadTargetMinutes } = await transaction.page.findUniqueOrThrow({ where: { id: pageId } });
    if (leadTargetMinutes === minutes) return;
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "lead.target-changed",
      subject: {},
      before: { leadTargetMinutes },
      after: { leadTargetMinutes: minutes },
    });
    await transaction.page.update({ where: { id: pageId }, data: { leadTargetMinutes: minutes } });
    await announce(pageId, ["customers", "activity"], transaction);
  });
}

/** Who has each of these customers, by ordinal. */
export async function readClaims(
  pageId: PageId,
  ordinals: readonly number[],
  transaction: Pick<Transaction, "leadClaim"> = db(),
): Promise<ReadonlyMap<number, LeadClaim>> {
  const rows = await transaction.leadClaim.findMany({
    where: { pageId, ordinal: { in: [...ordinals] } },
    select: { ordinal: true, userId: true, claimedAt: true, user: { select: { name: true } } },
  });
  return new Map(
    rows.map(({ ordinal, userId, claimedAt, user }) => [
      ordinal,
      { userId, name: user.name, at: claimedAt.toISOString() },
    ]),
  );
}

/**
 * Nobody writes to somebody whom a colleague answers. The customer's row is held until the transaction ends, so that
 * nobody takes the lead in between.
 * @throws Problem "lead-claimed", with who has it
 */
export async function requireMayAnswer(
  transaction: Transaction,
  pageId: PageId,
  userId: string,
  ordinal: number,
): Promise<void> {
  await transaction.$queryRaw`
    SELECT FROM customer WHERE page_id = ${pageId} AND ordinal = ${ordinal} FOR UPDATE`;
  const claim = (await readClaims(pageId, [ordinal], transaction)).get(ordinal) ?? null;
  const other = findOtherAnswering(claim, userId);
  if (other) throw new Problem("lead-claimed", { values: { who: other.name } });
}

/** The customer's row is held: of two who claim at once, the second finds the first. */
async function changeClaim(
  pageId: PageId,
  psid: string,
  work: (transaction: Transaction, lead: HeldLead) => Promise<void>,
): Promise<void> {
  await db().$transaction(async (transaction) => {
    const [customer] = await transaction.$queryRaw<{ ordinal: number; name: string }[]>`
      SELECT ordinal, name FROM customer WHERE page_id = ${pageId} AND psid = ${psid} FOR UPDATE`;
    if (!customer) throw new Problem("customer-unknown", { values: { psid } });
    const claim = await transaction.leadClaim.findUnique({
      where: { pageId_ordinal: { pageId, ordinal: customer.ordinal } },
      select: { userId: true, user: { select: { name: true } } },
    });
    const held = claim && { userId: claim.userId, name: claim.user.name };
    await work(transaction, { ...customer, psid, claim: held });
    await announce(pageId, ["customers", "activity"], transaction);
  });
}

async function writeClaim(
  transaction: Transaction,
  pageId: PageId,
  { ordinal }: HeldLead,
  claim: { userId: string; assignedById: string | null },
): Promise<void> {
  const data = { ...claim, claimedAt: new Date() };
  await transaction.leadClaim.upsert({
    where: { pageId_ordinal: { pageId, ordinal } },
    create: { pageId, ordinal, ...data },
    update: data,
  });
}

async function record(
  transaction: Transaction,
  pageId: PageId,
  entry: {
    userId: string;
    action: Extract<ActivityAction, `lead.${string}`>;
    lead: HeldLead;
    memberName?: string;
  },
): Promise<void> {
  const { userId, action, lead, memberName } = entry;
  const subject = { psid: lead.psid, customerName: lead.name, ...(memberName ? { memberName } : {}) };
  await recordActivity(transaction, pageId, { userId, origin: "dashboard", action, subject });
}
