import { recordActivity } from "../activity/mutations";
import { db, type Transaction } from "../db";
import { can, type Role } from "../domain/permissions";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";

/** Gives a member another role. Refused for the last admin: nobody could look after the Page then. */
export async function changeRole(
  pageId: PageId,
  byUserId: string,
  userId: string,
  role: Role,
  undo?: { basedOn: Role; undoes: bigint },
): Promise<void> {
  await db().$transaction(async (transaction) => {
    const member = await holdMember(transaction, pageId, userId);
    if (undo && member.role !== undo.basedOn)
      throw new Problem("undo-changed-since", { values: { name: member.name } });
    if (member.role === role) return;
    if (role !== "admin") await requireOtherAdmin(transaction, pageId, userId, member.role);
    await recordActivity(transaction, pageId, {
      userId: byUserId,
      origin: "dashboard",
      action: "member.role-changed",
      subject: { memberId: userId, memberName: member.name, role, roleBefore: member.role },
      undoes: undo?.undoes,
    });
    await transaction.membership.update({ where: { userId_pageId: { userId, pageId } }, data: { role } });
    if (role !== "admin") await withdrawInvitesBy(transaction, pageId, userId);
    if (!can(role, "leads.work")) await releaseLeadsOf(transaction, pageId, userId);
    await announce(pageId, ["team", "activity"], transaction);
  });
}

/** Ends a membership at once: the gates read it from the database on every request. */
export async function removeMember(pageId: PageId, byUserId: string, userId: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const member = await holdMember(transaction, pageId, userId);
    await requireOtherAdmin(transaction, pageId, userId, member.role);
    await recordActivity(transaction, pageId, {
      userId: byUserId,
      origin: "dashboard",
      action: "member.removed",
      subject: { memberId: userId, memberName: member.name, role: member.role },
    });
    await transaction.membership.delete({ where: { userId_pageId: { userId, pageId } } });
    await withdrawInvitesBy(transaction, pageId, userId);
    await releaseLeadsOf(transaction, pageId, userId);
    await announce(pageId, ["team", "activity"], transaction);
  });
}

/** Else somebody could come back through a link of their own. */
async function withdrawInvitesBy(transaction: Transaction, pageId: PageId, userId: string): Promise<void> {
  await transaction.invite.deleteMany({ where: { pageId, createdById: userId } });
}

/** Nobody else may answer a lead that somebody has: those of a person who answers no more wait for nobody. */
async function releaseLeadsOf(transaction: Transaction, pageId: PageId, userId: string): Promise<void> {
  const { count } = await transaction.leadClaim.deleteMany({ where: { pageId, userId } });
  if (count > 0) await announce(pageId, ["customers"], transaction);
}

/** The Page's memberships are held, so that of two admins who remove one another one stays. */
async function holdMember(
  transaction: Transaction,
  pageId: PageId,
  userId: string,
): Promise<{ name: string; role: Role }> {
  await transaction.$queryRaw`SELECT FROM membership WHERE page_id = ${pageId} ORDER BY user_id FOR UPDATE`;
  const member = await transaction.membership.findUnique({
    where: { userId_pageId: { userId, pageId } },
    select: { role: true, user: { select: { name: true } } },
  });
  if (!member) throw new Problem("member-unknown");
  return { name: member.user.name, role: member.role as Role };
}

async function requireOtherAdmin(
  transaction: Transaction,
  pageId: PageId,
  userId: string,
  role: Role,
): Promise<void> {
  if (role !== "admin") return;
  const others = await transaction.membership.count({ where: { pageId, role: "admin", NOT: { userId } } });
  if (others === 0) throw new Problem("last-admin");
}
