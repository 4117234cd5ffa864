"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useLabelBook } from "@/components/predicate/label-book";
import { useTroubleWords } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { startBulkChangeAction } from "@/lib/bulk-changes/actions";
import { bulkDifferenceQuery } from "@/lib/bulk-changes/queries";
import type { BulkDifference, Selection } from "@/lib/bulk-changes/schema";
import { LabelChoice } from "./label-choice";

type BulkDialogProps = { selection: Selection; count: number; onClose: () => void; onDone: () => void };

/** Which labels to put on and take off, what that would change for how many, and only then the deed. */
export function BulkDialog(props: BulkDialogProps) {
  const t = useTranslations("jobs.dialog");
  const isLeadsOnly = !useCan("labels.assign-in-bulk");
  const book = useLabelBook();
  const { assign, remove, choose, difference, start, changes, trouble } = useBulkChange(props);
  const isChosen = assign.length + remove.length > 0;
  const labels = isLeadsOnly ? book.list.filter(({ kind }) => kind === "lead-stage") : book.list;
  const isNothing = changes === 0 && difference !== undefined;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={t("title", { count: props.count })}
      description={isLeadsOnly ? t("leadsOnly") : t("body")}
      closeLabel={t("close")}
      footer={
        <>
          <Button look="quiet" onClick={props.onClose}>
            {t("cancel")}
          </Button>
          <Button
            look="primary"
            unavailable={!isChosen ? t("chooseFirst") : isNothing ? t("nothing") : undefined}
            pending={start.isPending}
            onClick={start.run}
          >
            {changes > 0 ? t("submit", { count: changes }) : t("submitOpen")}
          </Button>
        </>
      }
    >
      {(["assign", "remove"] as const).map((side) => (
        <LabelChoice
          key={side}
          title={t(side)}
          book={{ ...book, list: labels }}
          chosen={side === "assign" ? assign : remove}
          onChange={(labelIds) => choose(side, labelIds)}
        />
      ))}
      {isChosen && difference !== undefined && <Difference difference={difference} />}
      {trouble !== null && (
        <p role="alert" className="text-sm text-danger-ink">
          {trouble}
        </p>
      )}
    </Dialog>
  );
}

/** What is chosen, what it would change, and how it is begun. */
function useBulkChange({ selection, onClose, onDone }: BulkDialogProps) {
  const { pageId } = usePageSession();
  const wordsOf = useTroubleWords();
  const [labels, setLabels] = useState<{ assign: string[]; remove: string[] }>({ assign: [], remove: [] });
  const [refused, setRefused] = useState<string | null>(null);
  const change = { selection, ...labels };
  const isChosen = labels.assign.length + labels.remove.length > 0;
  const query = useQuery({ ...bulkDifferenceQuery(pageId, change), enabled: isChosen });
  const start = useAction(startBulkChangeAction, {
    refreshes: { pageId, topics: ["jobs", "activity"] },
    onDone: () => {
      onDone();
      onClose();
    },
    onRefused: (refusal) => {
      setRefused(refusal.message);
      return true;
    },
  });
  /** A label that is put on is not taken off as well. */
  const choose = (side: "assign" | "remove", labelIds: readonly string[]) => {
    const other = side === "assign" ? "remove" : "assign";
    const rest = labels[other].filter((id) => !labelIds.includes(id));
    setLabels({ ...labels, [side]: [...labelIds], [other]: rest });
    setRefused(null);
  };
  return {
    ...labels,
    choose,
    difference: isChosen ? query.data : undefined,
    changes: isChosen ? countChanges(query.data) : 0,
    trouble: refused ?? (query.error === null ? null : wordsOf(query.error)),
    start: { isPending: start.isPending || query.isLoading, run: () => start.mutate({ pageId, change }) },
  };
}

function countChanges(difference: BulkDifference | undefined): number {
  return difference?.labels.reduce((sum, label) => sum + label.change, 0) ?? 0;
}

/** "390 get it, 22 have it, 3 cannot be read", for each label. */
function Difference({ difference }: { difference: BulkDifference }) {
  const t = useTranslations("jobs.dialog");
  return (
    <section
      aria-label={t("difference")}
      aria-live="polite"
      className="rounded-md bg-sunken px-3 py-2.5 text-sm"
    >
      <ul className="grid gap-1">
        {difference.labels.map(({ labelId, name, isAssign, change, unchanged }) => (
          <li key={labelId} className="flex gap-3">
            <span className="min-w-0 flex-1 truncate font-medium">
              <bdi>{name}</bdi>
            </span>
            <span className="text-end">
              {isAssign ? t("getIt", { count: change }) : t("loseIt", { count: change })}
              <span className="text-ink-muted">
                {", "}
                {isAssign ? t("haveIt", { count: unchanged }) : t("lackIt", { count: unchanged })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {difference.labelsUnknown > 0 && (
        <p className="mt-1.5 text-warning-ink">{t("unreadable", { count: difference.labelsUnknown })}</p>
      )}
    </section>
  );
}
