"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { usePageSession } from "@/components/shell/page-session";
import { labelUsesQuery } from "@/lib/labels/queries";
import type { LabelUse } from "@/lib/labels/schema";

/** What uses each label; undefined while it is read. */
export function useLabelUses(): ReadonlyMap<string, LabelUse> | undefined {
  const { pageId } = usePageSession();
  const { data } = useQuery(labelUsesQuery(pageId));
  return useMemo(() => data && new Map(data.map((use) => [use.labelId, use])), [data]);
}
