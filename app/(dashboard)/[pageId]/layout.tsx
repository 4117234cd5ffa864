import type { ReactNode } from "react";
import { Frame } from "@/components/shell/frame";
import { requirePageSession } from "@/lib/session";

type LayoutProps = { params: Promise<{ pageId: string }>; children: ReactNode };

export default async function PageLayout({ params, children }: LayoutProps) {
  const { user, role, page, pages } = await requirePageSession((await params).pageId);
  return <Frame session={{ user, role, page, pages }}>{children}</Frame>;
}
