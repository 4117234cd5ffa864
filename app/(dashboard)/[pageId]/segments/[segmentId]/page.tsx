import type { Metadata } from "next";
import { SegmentView } from "@/components/segments/segment-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { messages } from "@/lib/messages/catalogue";
import { getSegment } from "@/lib/segments/data";
import { segmentQuery } from "@/lib/segments/queries";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.segments.one };

type SegmentPageProps = { params: Promise<{ pageId: string; segmentId: string }> };

export default async function SegmentPage({ params }: SegmentPageProps) {
  const { pageId, segmentId } = await params;
  const { page } = await requirePageSession(pageId);
  return (
    <Prefetched reads={[toRead(segmentQuery(page.id, segmentId), () => getSegment(page.id, segmentId))]}>
      <SegmentView segmentId={segmentId} />
    </Prefetched>
  );
}
