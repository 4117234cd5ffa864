import type { Metadata } from "next";
import { BroadcastView } from "@/components/broadcasts/broadcast-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { getProgress } from "@/lib/broadcasts/data";
import { broadcastQuery } from "@/lib/broadcasts/queries";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.broadcasts.one };

type BroadcastPageProps = { params: Promise<{ pageId: string; broadcastId: string }> };

export default async function BroadcastPage({ params }: BroadcastPageProps) {
  const { pageId, broadcastId } = await params;
  const { page } = await requirePageSession(pageId);
  return (
    <Prefetched
      reads={[toRead(broadcastQuery(page.id, broadcastId), () => getProgress(page.id, broadcastId))]}
    >
      <BroadcastView broadcastId={broadcastId} />
    </Prefetched>
  );
}
