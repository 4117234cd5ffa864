"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { usePageSession } from "@/components/shell/page-session";
import type { LabelHue } from "@/lib/domain/label-hue";
import type { LabelKind } from "@/lib/domain/label-kind";
import { labelsQuery } from "@/lib/labels/queries";

type LabelEntry = {
  labelId: string;
  name: string;
  kind: LabelKind;
  hue: LabelHue;
  customers: number | null;
};

export type LabelBook = {
  /** False until the labels have been read: then nothing is called unknown yet. */
  isReady: boolean;
  everyone: number | undefined;
  list: readonly LabelEntry[];
  byId: ReadonlyMap<string, LabelEntry>;
  ids: ReadonlySet<string> | undefined;
};

const noLabels: readonly LabelEntry[] = [];

/** The labels of the Page by id, for whoever has an id and must show a name. */
export function useLabelBook(): LabelBook {
  const { pageId } = usePageSession();
  const { data } = useQuery(labelsQuery(pageId));
  const list: readonly LabelEntry[] = data?.labels ?? noLabels;
  const everyone = data?.everyone;
  const isReady = data !== undefined;
  return useMemo(
    () => ({
      isReady,
      everyone,
      list,
      byId: new Map(list.map((label) => [label.labelId, label])),
      ids: isReady ? new Set(list.map((label) => label.labelId)) : undefined,
    }),
    [isReady, everyone, list],
  );
}
