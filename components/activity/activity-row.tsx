"use client";

import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Cell, NameCell, Row } from "@/components/ui/table";
import { toastDone } from "@/components/ui/toast";
import { undoActivityAction } from "@/lib/activity/actions";
import type { ActivityRow } from "@/lib/activity/schema";
import { paths } from "@/lib/paths";
import { useActivityWords } from "./activity-words";
import { ChangeLines } from "./change-lines";

/** One change: who, what, what it was and is, when, and the way back where there is one. */
export function ActivityTableRow({ row }: { row: ActivityRow }) {
  const t = useTranslations("activity");
  const wordsOf = useActivityWords();
  const { pageId } = usePageSession();
  const who = row.userName ?? t(`origin.${row.origin}`);
  return (
    <Row>
      <NameCell className="max-w-32 md:max-w-56">
        <span className="flex items-center gap-2.5">
          <Avatar name={who} />
          <span className="truncate">{who}</span>
        </span>
      </NameCell>
      <Cell isWrapping>
        <span dir="auto">{wordsOf(row)}</span>
        {row.subject.jobId !== undefined && (
          <Link
            href={paths.job(pageId, row.subject.jobId)}
            className="ms-2 font-medium text-accent-ink hover:underline"
          >
            {t("results")}
          </Link>
        )}
        <ChangeLines row={row} />
        <span className="block text-xs text-ink-muted md:hidden">
          <Moment at={row.at} />
        </span>
      </Cell>
      <Cell className="text-end">
        <UndoButton row={row} />
      </Cell>
      <Cell className="text-end text-ink-muted max-md:hidden">
        <Moment at={row.at} />
      </Cell>
    </Row>
  );
}

function UndoButton({ row }: { row: ActivityRow }) {
  const t = useTranslations("activity.undo");
  const { pageId } = usePageSession();
  const wordsOf = useActivityWords();
  const undo = useAction(undoActivityAction, {
    refreshes: {
      pageId,
      topics: ["activity", "labels", "segments", "customers", "broadcasts", "jobs", "team"],
    },
    onDone: () => {
      toastDone(t("toast"));
    },
  });
  if (row.undo === "done") return <span className="text-xs text-ink-muted">{t("done")}</span>;
  if (row.undo === null) return null;
  if (row.undo === "rename") {
    return (
      <Link
        href={paths.renameLabel(pageId, row.subject.labelId ?? "", row.before?.names?.[0])}
        aria-label={t("renameOne", { what: wordsOf(row) })}
        className={buttonClass("quiet", "small")}
      >
        <Undo2 size={14} aria-hidden />
        <span className="max-sm:sr-only">{t("renameBack")}</span>
      </Link>
    );
  }
  return (
    <>
      {row.undo === "unknown" && <span className="block text-xs text-warning-ink">{t("unknown")}</span>}
      <Button
        size="small"
        look="quiet"
        aria-label={t("one", { what: wordsOf(row) })}
        pending={undo.isPending}
        onClick={() => undo.mutate({ pageId, id: row.id })}
      >
        <Undo2 size={14} aria-hidden />
        <span className="max-sm:sr-only">{t("deed")}</span>
      </Button>
    </>
  );
}

function Moment({ at }: { at: string }) {
  const format = useFormatter();
  return <time dateTime={at}>{format.dateTime(new Date(at), "moment")}</time>;
}
