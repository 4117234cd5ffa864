import type { Metadata } from "next";
import { BroadcastList } from "@/components/broadcasts/broadcast-list";
import { Prefetched, toFirstPage } from "@/components/shell/prefetched";
import { listBroadcasts } from "@/lib/broadcasts/list-broadcasts";
import { broadcastsQuery } from "@/lib/broadcasts/queries";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.broadcasts.title };

export default async function BroadcastsPage({ params }: { params: Promise<{ pageId: string }> }) {
  const { page } = await requirePageSession((await params).pageId);
  return (
    <Prefetched
      reads={[
        toFirstPage(broadcastsQuery(page.id, { view: "all", search: "" }), () => listBroadcasts(page.id)),
      ]}
    >
      <BroadcastList />
    </Prefetched>
  );
}
