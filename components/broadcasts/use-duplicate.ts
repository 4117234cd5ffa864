"use client";

import { useRouter } from "next/navigation";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { duplicateBroadcastAction } from "@/lib/broadcasts/actions";
import { paths } from "@/lib/paths";

/** A draft like this broadcast, opened at once. */
export function useDuplicate() {
  const router = useRouter();
  const { pageId } = usePageSession();
  return useAction(duplicateBroadcastAction, {
    refreshes: { pageId, topics: ["broadcasts"] },
    onDone: (id) => router.push(paths.broadcast(pageId, id)),
  });
}
