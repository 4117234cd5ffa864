import type { Metadata } from "next";
import { SegmentList } from "@/components/segments/segment-list";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { messages } from "@/lib/messages/catalogue";
import { listSegments } from "@/lib/segments/data";
import { segmentsQuery } from "@/lib/segments/queries";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.segments.title };

export default async function SegmentsPage({ params }: { params: Promise<{ pageId: string }> }) {
  const { page } = await requirePageSession((await params).pageId);
  return (
    <Prefetched reads={[toRead(segmentsQuery(page.id), () => listSegments(page.id))]}>
      <SegmentList />
    </Prefetched>
  );
}
