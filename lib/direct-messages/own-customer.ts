import { randomInt } from "node:crypto";
import { recordActivity } from "../activity/mutations";
import { now } from "../clock";
import { db, type Transaction } from "../db";
import { normalizeKeyword } from "../domain/opt-out";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import type { OwnCustomer } from "./schema";

/** How long a code counts from its making to the moment at which the customer writes it. */
const claimLastsMs = 15 * 60_000;
/** Without what looks alike: I and 1, O and 0. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const codeLength = 8;

/** Which customer a person of the team proved to be on this Page, and the code with which they are about to. */
export async function readOwnCustomer(pageId: PageId, userId: string): Promise<OwnCustomer> {
  const where = { userId_pageId: { userId, pageId } };
  const [own, claim] = await Promise.all([
    db().ownCustomer.findUnique({
      where,
      include: { customer: { select: { psid: true, name: true } } },
    }),
    db().ownCustomerClaim.findUnique({ where }),
  ]);
  const until = claim && new Date(claim.madeAt.getTime() + claimLastsMs);
  return {
    customer: own?.customer ?? null,
    claim: claim && until && until > now() ? { code: claim.code, until: until.toISOString() } : null,
  };
}

/**
 * Makes a code: the customer who writes it to the Page in time is the person. Nobody is taken at their word, because a
 * test may go to nobody but whoever asked for it.
 */
export async function claimOwnCustomer(pageId: PageId, userId: string): Promise<null> {
  const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join("");
  const where = { userId_pageId: { userId, pageId } };
  const claim = { code, madeAt: now() };
  await db().ownCustomerClaim.upsert({ where, create: { userId, pageId, ...claim }, update: claim });
  await announce(pageId, ["customers"]);
  return null;
}

/** Customers who wrote nothing but a code that counts are the person who asked for it; each code counts once. */
export async function applyOwnCustomerCodes(
  transaction: Transaction,
  pageId: PageId,
  said: readonly { psid: string; snippet: string | null; lastMessageAt: Date | null }[],
): Promise<void> {
  const claims = await transaction.ownCustomerClaim.findMany({ where: { pageId } });
  if (claims.length === 0) return;
  for (const { psid, snippet, lastMessageAt } of said) {
    if (snippet === null || lastMessageAt === null) continue;
    const word = normalizeKeyword(snippet).toUpperCase();
    const claim = claims.find(
      ({ code, madeAt }) => code === word && lastMessageAt.getTime() - madeAt.getTime() <= claimLastsMs,
    );
    if (claim === undefined) continue;
    const { userId } = claim;
    const where = { userId_pageId: { userId, pageId } };
    const { count } = await transaction.ownCustomerClaim.deleteMany({
      where: { userId, pageId, code: word },
    });
    if (count === 0) continue;
    const { ordinal, name } = await transaction.customer.findUniqueOrThrow({
      where: { pageId_psid: { pageId, psid } },
    });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "customer.proved-own",
      subject: { psid, customerName: name },
    });
    await transaction.ownCustomer.upsert({
      where,
      create: { userId, pageId, ordinal },
      update: { ordinal },
    });
  }
}
