import type { Metadata } from "next";
import { SegmentList } from "@/components/segments/segment-list";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.segments.title };

export default function SegmentsPage() {
  return <SegmentList />;
}
