"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsArrayOf, parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { LabelChoice } from "@/components/bulk-changes/label-choice";
import { useLabelBook } from "@/components/predicate/label-book";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Skeleton } from "@/components/ui/skeleton";
import { mergeLabelsAction } from "@/lib/label-moves/actions";
import { moveImpactQuery } from "@/lib/label-moves/queries";
import { moveSourcesMax } from "@/lib/label-moves/schema";
import { MoveFrame, useJobOpener } from "./move-frame";
import { MoveImpactView } from "./move-impact";

const parsers = { into: parseAsString, also: parseAsArrayOf(parseAsString).withDefault([]) };

/** Several labels into one that stays: which, what that touches, then the deed. The address holds the question. */
export function MergeView({ labelId }: { labelId: string }) {
  const t = useTranslations("labels.move");
  const { pageId } = usePageSession();
  const book = useLabelBook();
  const [{ into, also }, setAsked] = useQueryStates(parsers, { history: "replace" });
  const sourceIds = [labelId, ...also.filter((id) => id !== labelId && id !== into)].slice(0, moveSourcesMax);
  const query = useQuery({ ...moveImpactQuery(pageId, sourceIds, into), enabled: into !== null });
  const { merge, refused, forget } = useMerge();
  const own = book.list.filter(({ kind }) => kind === "own");
  const name = book.byId.get(labelId)?.name;
  const choose = (next: { into?: string | null; also?: string[] }) => {
    forget();
    void setAsked(next);
  };
  return (
    <MoveFrame
      title={name === undefined ? t("mergeTitle") : t("merge", { name })}
      submit={merge.isPending ? t("beginning") : t("mergeSubmit", { count: query.data?.gain ?? 0 })}
      unavailable={
        into === null ? t("intoFirst") : query.data === undefined ? t("counting") : query.data.refusals[0]
      }
      isPending={merge.isPending}
      onSubmit={() => into !== null && merge.mutate({ pageId, sourceIds, targetId: into })}
    >
      <LabelChoice
        title={t("into")}
        isSingle
        book={{ ...book, list: own.filter((label) => !sourceIds.includes(label.labelId)) }}
        chosen={into === null ? [] : [into]}
        onChange={(ids) => choose({ into: ids.at(-1) ?? null })}
      />
      <LabelChoice
        title={t("also")}
        book={{ ...book, list: own.filter((label) => label.labelId !== labelId && label.labelId !== into) }}
        chosen={sourceIds.slice(1)}
        onChange={(ids) => choose({ also: [...ids] })}
      />
      {query.data !== undefined ? (
        <MoveImpactView impact={query.data} isMerge />
      ) : query.error !== null ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        into !== null && <Skeleton className="h-40! w-full" />
      )}
      {refused !== null && (
        <p role="alert" className="text-sm text-danger-ink">
          {refused}
        </p>
      )}
    </MoveFrame>
  );
}

function useMerge() {
  const { pageId } = usePageSession();
  const openJob = useJobOpener();
  const [refused, setRefused] = useState<string | null>(null);
  const merge = useAction(mergeLabelsAction, {
    refreshes: { pageId, topics: ["jobs", "labels"] },
    onDone: openJob,
    onRefused: ({ message }) => {
      setRefused(message);
      return true;
    },
  });
  return { merge, refused, forget: () => setRefused(null) };
}
