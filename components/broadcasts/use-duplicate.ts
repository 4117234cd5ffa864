"use client";

import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { useGoOn } from "@/components/shell/use-is-here";
import { duplicateBroadcastAction } from "@/lib/broadcasts/actions";
import { paths } from "@/lib/paths";

/** A draft like this broadcast, opened at once. */
export function useDuplicate() {
  const goOn = useGoOn();
  const { pageId } = usePageSession();
  return useAction(duplicateBroadcastAction, {
    refreshes: { pageId, topics: ["broadcasts"] },
    onDone: (id) => goOn(paths.broadcast(pageId, id)),
  });
}
