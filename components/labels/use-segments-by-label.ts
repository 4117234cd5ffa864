"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { usePageSession } from "@/components/shell/page-session";
import { listLabelIds } from "@/lib/domain/predicate";
import { segmentsQuery } from "@/lib/segments/queries";
import type { LabelUse } from "./delete-label-dialog";

/** Which segments speak of a label. */
export function useSegmentsByLabel(): ReadonlyMap<string, LabelUse[]> {
  const { pageId } = usePageSession();
  const { data: segments } = useQuery(segmentsQuery(pageId));
  return useMemo(() => {
    const uses = new Map<string, LabelUse[]>();
    for (const segment of segments ?? []) {
      for (const labelId of new Set(listLabelIds(segment.predicate))) {
        uses.set(labelId, [...(uses.get(labelId) ?? []), { segmentId: segment.id, name: segment.name }]);
      }
    }
    return uses;
  }, [segments]);
}
