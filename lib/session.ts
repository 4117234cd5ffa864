import { getServerSession } from "next-auth";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { authOptions } from "./auth";
import { db } from "./db";
import { can, type Capability, type Role } from "./domain/permissions";
import { mintPageId, type PageId } from "./page-id";
import { paths } from "./paths";
import { Problem } from "./problem";

type Profile = "legacy" | "current";

export interface Viewer {
  user: { id: string; name: string };
  pages: { id: string; name: string; profile: Profile; role: Role }[];
  /** Whether they may connect Pages that are not connected yet. */
  mayConnectPages: boolean;
}

export interface PageSession {
  user: { id: string; name: string };
  role: Role;
  page: { id: PageId; name: string; profile: Profile };
  pages: Viewer["pages"];
}

type StoredViewer = Viewer["user"] & Pick<Viewer, "pages" | "mayConnectPages">;

/**
 * The signed-in person and the Pages they are a member of, read from the database; null when signed out. One statement,
 * because everything that is asked for waits for it.
 */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const session = await getServerSession(authOptions());
  if (!session?.userId) return null;
  const [user] = await db().$queryRaw<StoredViewer[]>`
    SELECT "user".id, "user".name, may_connect_pages AS "mayConnectPages",
           coalesce(json_agg(json_build_object('id', page.id, 'name', page.name, 'profile', page.profile, 'role', role)
                             ORDER BY connected_at) FILTER (WHERE page.id IS NOT NULL), '[]') AS pages
      FROM "user"
      LEFT JOIN membership ON user_id = "user".id
      LEFT JOIN page ON page.id = page_id AND disconnected_at IS NULL
     WHERE "user".id = ${session.userId}::uuid AND session_version = ${session.sessionVersion}
     GROUP BY "user".id`;
  if (!user) return null;
  const { mayConnectPages, pages, ...person } = user;
  return {
    user: person,
    pages,
    mayConnectPages: mayConnectPages || pages.some(({ role }) => can(role, "pages.connect")),
  };
});

/** For pages outside a Page: who is signed in. Signed-out people are sent to sign in. */
export async function requireViewer(): Promise<Viewer> {
  return (await findViewer()) ?? redirect(paths.signIn());
}

/** For pages: the session on this Page. Signed-out people are sent to sign in; strangers see that it is not there. */
export async function requirePageSession(pageId: string): Promise<PageSession> {
  const viewer = await findViewer();
  if (!viewer) redirect(paths.signIn());
  return toPageSession(viewer, pageId) ?? notFound();
}

/** For actions and routes: the session on this Page with this capability. @throws Problem saying what lacks */
export async function gate(pageId: string, capability: Capability): Promise<PageSession> {
  const viewer = await findViewer();
  if (!viewer) throw new Problem("signed-out");
  const session = toPageSession(viewer, pageId);
  if (!session) throw new Problem("page-unknown");
  if (!can(session.role, capability)) throw new Problem("forbidden");
  return session;
}

/**
 * For connecting a Page: a connected one belongs to its admins; a new one may be connected by whoever may connect
 * Pages. @param pageId empty while it is not known yet which
 * @throws Problem saying what lacks
 */
export async function gateConnecting(pageId: string): Promise<Viewer> {
  const viewer = await findViewer();
  if (!viewer) throw new Problem("signed-out");
  const own = viewer.pages.find(({ id }) => id === pageId);
  if (own ? can(own.role, "pages.connect") : viewer.mayConnectPages && !(await isConnected(pageId)))
    return viewer;
  throw new Problem(own || pageId === "" || !(await isConnected(pageId)) ? "forbidden" : "page-unknown");
}

async function isConnected(pageId: string): Promise<boolean> {
  return (await db().page.count({ where: { id: pageId } })) > 0;
}

function toPageSession(viewer: Viewer, pageId: string): PageSession | null {
  const page = viewer.pages.find(({ id }) => id === pageId);
  if (!page) return null;
  const { role, ...rest } = page;
  return { user: viewer.user, role, page: { ...rest, id: mintPageId(page.id) }, pages: viewer.pages };
}
