import { createHash, randomBytes } from "node:crypto";
import { recordActivity } from "../activity/mutations";
import { now } from "../clock";
import { db, type Transaction } from "../db";
import type { Role } from "../domain/permissions";
import { announce } from "../page-events";
import { mintPageId, type PageId } from "../page-id";
import { paths } from "../paths";
import { env } from "../env";
import { createPerson, readNewPerson, SignInRefused, type NewPerson } from "./new-person";

const validMs = 7 * 24 * 3600_000;

export interface SignedInPerson {
  id: string;
  name: string;
  sessionVersion: number;
}

interface Invite {
  pageId: PageId;
  role: Role;
}

/** Makes a link with which one person becomes a member. It is told once, and only a hash of it is kept. */
export async function createInvite(pageId: PageId, userId: string, role: Role): Promise<{ link: string }> {
  const token = randomBytes(24).toString("base64url");
  await db().$transaction(async (transaction) => {
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "member.invited",
      subject: { role },
    });
    const expiresAt = new Date(now().getTime() + validMs);
    await transaction.invite.create({
      data: { pageId, role, createdById: userId, tokenHash: hashToken(token), expiresAt },
    });
    await announce(pageId, ["team", "activity"], transaction);
  });
  return { link: new URL(paths.invite(token), env().PUBLIC_URL).toString() };
}

export async function withdrawInvite(pageId: PageId, inviteId: string): Promise<void> {
  await db().invite.deleteMany({ where: { id: inviteId, pageId } });
  await announce(pageId, ["team"]);
}

/** What an invitation is for, or null when it was used, withdrawn or is too old. */
export async function findInvite(token: string): Promise<{ pageName: string; role: Role } | null> {
  const invite = await db().invite.findUnique({
    where: { tokenHash: hashToken(token), expiresAt: { gt: now() } },
    select: { role: true, page: { select: { name: true, disconnectedAt: true } } },
  });
  if (!invite || invite.page.disconnectedAt) return null;
  return { pageName: invite.page.name, role: invite.role as Role };
}

/** A new person takes an invitation, once. @throws SignInRefused */
export async function acceptInvite(
  given: Partial<Record<keyof NewPerson | "token", string>>,
): Promise<SignedInPerson> {
  const person = readNewPerson(given);
  return db().$transaction(async (transaction) => {
    const invite = await takeInvite(transaction, given.token ?? "");
    const user = await createPerson(transaction, person);
    await join(transaction, invite, user);
    return user;
  });
}

/** Somebody who can sign in already becomes a member of another Page. @throws SignInRefused */
export async function acceptInviteAs(user: SignedInPerson, token: string): Promise<SignedInPerson> {
  await db().$transaction(async (transaction) => {
    await join(transaction, await takeInvite(transaction, token), user);
  });
  return user;
}

/** Of two who take it at once, the second finds it deleted. */
async function takeInvite(transaction: Transaction, token: string): Promise<Invite> {
  const where = { tokenHash: hashToken(token), expiresAt: { gt: now() } };
  const invite = await transaction.invite.findUnique({
    where,
    select: { id: true, pageId: true, role: true },
  });
  const { count } = await transaction.invite.deleteMany({ where });
  if (!invite || count === 0) throw new SignInRefused("invite-gone");
  return { pageId: mintPageId(invite.pageId), role: invite.role as Role };
}

async function join(transaction: Transaction, { pageId, role }: Invite, user: { id: string; name: string }) {
  await recordActivity(transaction, pageId, {
    userId: user.id,
    origin: "dashboard",
    action: "member.joined",
    subject: { memberId: user.id, memberName: user.name, role },
  });
  const key = { userId: user.id, pageId };
  await transaction.membership.upsert({
    where: { userId_pageId: key },
    create: { ...key, role },
    // Who is a member already keeps their role: the last admin could undo themselves by a link.
    update: {},
  });
  await announce(pageId, ["team", "activity"], transaction);
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
