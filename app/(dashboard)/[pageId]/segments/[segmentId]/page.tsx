import type { Metadata } from "next";
import { SegmentView } from "@/components/segments/segment-view";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.segments.one };

export default async function SegmentPage({ params }: { params: Promise<{ segmentId: string }> }) {
  return <SegmentView segmentId={(await params).segmentId} />;
}
