"use client";

import { createContext, use, type ReactNode } from "react";
import { can, type Capability, type Role } from "@/lib/domain/permissions";

/** Who is signed in, on which Page, as what: what the gate of the server found for this request. */
export type PageSessionView = {
  user: { id: string; name: string };
  role: Role;
  page: { id: string; name: string; profile: "legacy" | "current" };
  pages: { id: string; name: string; profile: "legacy" | "current"; role: Role }[];
};

const PageSessionContext = createContext<PageSessionView | null>(null);

export function PageSessionProvider({
  session,
  children,
}: {
  session: PageSessionView;
  children: ReactNode;
}) {
  return <PageSessionContext value={session}>{children}</PageSessionContext>;
}

export function usePageSession(): PageSessionView & { pageId: string } {
  const session = use(PageSessionContext);
  if (session === null) throw new Error("usePageSession is for views inside a Page");
  return { ...session, pageId: session.page.id };
}

/** Whether to offer a deed. The server decides again: this only keeps what would be refused out of the way. */
export function useCan(capability: Capability): boolean {
  return can(usePageSession().role, capability);
}
