import type { Metadata } from "next";
import { BroadcastView } from "@/components/broadcasts/broadcast-view";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.broadcasts.one };

export default async function BroadcastPage({ params }: { params: Promise<{ broadcastId: string }> }) {
  return <BroadcastView broadcastId={(await params).broadcastId} />;
}
