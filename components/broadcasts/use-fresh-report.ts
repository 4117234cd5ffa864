"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { usePageSession } from "@/components/shell/page-session";
import { broadcastQuery } from "@/lib/broadcasts/queries";
import type { BroadcastProgress } from "@/lib/broadcasts/schema";
import { isBroadcastOver } from "@/lib/domain/broadcast-state";

/**
 * Report and lines are read with patience while the broadcast runs. When it comes into another state, and at each change
 * once it is over, they are read at once: nothing on the screen may then say less than the progress beside it.
 */
export function useFreshReport({ id, state, counts }: BroadcastProgress): void {
  const queryClient = useQueryClient();
  const { pageId } = usePageSession();
  const moment = isBroadcastOver(state) ? `${state} ${JSON.stringify(counts)}` : state;
  const seen = useRef(moment);
  useEffect(() => {
    if (seen.current === moment) return;
    seen.current = moment;
    const { queryKey } = broadcastQuery(pageId, id);
    const isBeneath = (key: readonly unknown[]) => key.length > queryKey.length;
    void queryClient.invalidateQueries({ queryKey, predicate: (query) => isBeneath(query.queryKey) });
  }, [moment, queryClient, pageId, id]);
}
