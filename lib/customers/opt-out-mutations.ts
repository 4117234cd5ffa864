import { recordActivity } from "../activity/mutations";
import { guardScheduled } from "../broadcasts/graph-broadcast";
import { now } from "../clock";
import { db, type Transaction } from "../db";
import type { Customer } from "../generated/prisma/client";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";

/** For a customer who said elsewhere that they want no broadcasts, by telephone or in the shop. */
export function optOut(pageId: PageId, userId: string, psid: string): Promise<null> {
  return change(pageId, psid, async (transaction, customer, at) => {
    if (customer.optedOutAt !== null) return;
    const subject = { psid, customerName: customer.name };
    const action = "customer.opted-out";
    await recordActivity(transaction, pageId, { userId, origin: "dashboard", action, subject });
    await write(transaction, customer, {
      optedOutAt: at,
      optOutWord: null,
      optedOutById: userId,
      optOutSaidAt: at,
    });
    await guardScheduled(transaction, pageId);
  });
}

/** For a customer who said elsewhere that they want them again; the reason is kept with who did it. */
export function optIn(pageId: PageId, userId: string, psid: string, given: string): Promise<null> {
  const reason = given.trim();
  if (reason === "") throw new Problem("opt-in-reason-empty", { field: "reason" });
  return change(pageId, psid, async (transaction, customer, at) => {
    if (customer.optedOutAt === null) return;
    const subject = { psid, customerName: customer.name, reason };
    const action = "customer.opted-in";
    await recordActivity(transaction, pageId, { userId, origin: "dashboard", action, subject });
    await write(transaction, customer, {
      optedOutAt: null,
      optOutWord: null,
      optedOutById: null,
      optOutSaidAt: at,
    });
  });
}

async function change(
  pageId: PageId,
  psid: string,
  work: (transaction: Transaction, customer: Customer, at: Date) => Promise<void>,
): Promise<null> {
  await db().$transaction(async (transaction) => {
    await transaction.$queryRaw`
      SELECT psid FROM customer WHERE page_id = ${pageId} AND psid = ${psid} FOR NO KEY UPDATE`;
    const customer = await transaction.customer.findUnique({ where: { pageId_psid: { pageId, psid } } });
    if (!customer) throw new Problem("customer-unknown", { values: { psid: psid.slice(0, 40) } });
    await announce(pageId, ["customers", "audience", "activity"], transaction);
    await work(transaction, customer, now());
  });
  return null;
}

async function write(
  transaction: Transaction,
  { pageId, ordinal }: Customer,
  data: Pick<Customer, "optedOutAt" | "optOutWord" | "optedOutById" | "optOutSaidAt">,
): Promise<void> {
  await transaction.customer.update({ where: { pageId_ordinal: { pageId, ordinal } }, data });
}
