import type { Metadata } from "next";
import { LabelView } from "@/components/labels/label-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { listLabels } from "@/lib/labels/data";
import { labelsQuery } from "@/lib/labels/queries";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.labels.title };

export default async function LabelsPage({ params }: { params: Promise<{ pageId: string }> }) {
  const { page } = await requirePageSession((await params).pageId);
  return (
    <Prefetched reads={[toRead(labelsQuery(page.id), () => listLabels(page.id))]}>
      <LabelView />
    </Prefetched>
  );
}
