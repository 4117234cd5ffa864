import type { Metadata } from "next";
import { FrozenListView } from "@/components/frozen-lists/frozen-list-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { getFrozenList } from "@/lib/frozen-lists/data";
import { frozenListQuery } from "@/lib/frozen-lists/queries";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.frozenLists.one };

type FrozenListPageProps = { params: Promise<{ pageId: string; listId: string }> };

export default async function FrozenListPage({ params }: FrozenListPageProps) {
  const { pageId, listId } = await params;
  const { page } = await requirePageSession(pageId);
  return (
    <Prefetched reads={[toRead(frozenListQuery(page.id, listId), () => getFrozenList(page.id, listId))]}>
      <FrozenListView listId={listId} />
    </Prefetched>
  );
}
