import type { Metadata } from "next";
import { MergeView } from "@/components/label-moves/merge-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { listLabels } from "@/lib/labels/data";
import { labelsQuery } from "@/lib/labels/queries";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.labels.move.mergeTitle };

type MergePageProps = { params: Promise<{ pageId: string; labelId: string }> };

export default async function MergePage({ params }: MergePageProps) {
  const { pageId, labelId } = await params;
  const { page } = await requirePageSession(pageId);
  return (
    <Prefetched reads={[toRead(labelsQuery(page.id), () => listLabels(page.id))]}>
      <MergeView labelId={labelId} />
    </Prefetched>
  );
}
