import type { Metadata } from "next";
import { RenameView } from "@/components/label-moves/rename-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { can } from "@/lib/domain/permissions";
import { measureMove } from "@/lib/label-moves/data";
import { moveImpactQuery } from "@/lib/label-moves/queries";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.labels.move.renameTitle };

type RenamePageProps = {
  params: Promise<{ pageId: string; labelId: string }>;
  searchParams: Promise<{ name?: string | string[] }>;
};

export default async function RenamePage({ params, searchParams }: RenamePageProps) {
  const { pageId, labelId } = await params;
  const { name } = await searchParams;
  const { page, role } = await requirePageSession(pageId);
  const impact = toRead(moveImpactQuery(page.id, [labelId], null), () =>
    measureMove(page.id, [labelId], null),
  );
  return (
    <Prefetched reads={can(role, "labels.manage") ? [impact] : []}>
      <RenameView labelId={labelId} name={typeof name === "string" ? name : undefined} />
    </Prefetched>
  );
}
