import type { Metadata } from "next";
import { ReviewView } from "@/components/broadcasts/review-view";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.broadcasts.steps.review };

export default async function ReviewPage({ params }: { params: Promise<{ broadcastId: string }> }) {
  return <ReviewView broadcastId={(await params).broadcastId} />;
}
