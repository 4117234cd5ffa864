import { now } from "../clock";
import { db } from "../db";
import type { Role } from "../domain/permissions";
import type { PageId } from "../page-id";
import type { Team } from "./schema";

/** Who is a member of the Page, and who was invited and has not come yet. */
export async function getTeam(pageId: PageId): Promise<Team> {
  const [members, invites] = await Promise.all([
    db().membership.findMany({
      where: { pageId },
      select: { role: true, user: { select: { id: true, name: true, email: true } } },
      orderBy: { user: { name: "asc" } },
    }),
    db().invite.findMany({ where: { pageId, expiresAt: { gt: now() } }, orderBy: { createdAt: "asc" } }),
  ]);
  const nameOf = await readUserNames(invites.map(({ createdById }) => createdById));
  return {
    members: members.map(({ role, user: { id, name, email } }) => ({
      userId: id,
      name,
      email,
      role: role as Role,
    })),
    invites: invites.map(({ id, role, createdById, expiresAt }) => ({
      id,
      role: role as Role,
      createdByName: nameOf.get(createdById) ?? null,
      expiresAt: expiresAt.toISOString(),
    })),
  };
}

/** Names of people by their ids, for lists that say who did it. Unknown ids are left out. */
export async function readUserNames(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids.flatMap((id) => id ?? []))];
  if (known.length === 0) return new Map();
  const users = await db().user.findMany({ where: { id: { in: known } }, select: { id: true, name: true } });
  return new Map(users.map(({ id, name }) => [id, name]));
}
