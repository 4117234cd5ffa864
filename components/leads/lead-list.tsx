"use client";

import { useTranslations } from "use-intl";
import { CustomerName } from "@/components/shell/customer-name";
import { usePageSession } from "@/components/shell/page-session";
import { useNow } from "@/components/shell/use-now";
import { WindowClock } from "@/components/shell/window-clock";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { toLeadStageName } from "@/lib/domain/lead-stage";
import type { LeadRow, LeadStageCount } from "@/lib/leads/schema";
import { useShortAgo } from "@/components/customers/short-ago";

type LeadListProps = {
  /** Undefined while they are read. */
  rows: readonly LeadRow[] | undefined;
  stage: LeadStageCount | undefined;
  /** Null for no target. */
  targetMinutes: number | null;
  chosen: string;
  onChoose: (psid: string) => void;
  /** Reads the next page; undefined when there is none. */
  more: (() => void) | undefined;
  isReadingMore: boolean;
};

/** Who stands at a stage, with how long ago they came to it. */
export function LeadList({
  rows,
  stage,
  targetMinutes,
  chosen,
  onChoose,
  more,
  isReadingMore,
}: LeadListProps) {
  const t = useTranslations("leads");
  if (rows === undefined) return <ListSkeleton />;
  if (rows.length === 0) return <NoLeads stage={stage} />;
  return (
    <>
      <ul aria-label={t("list")}>
        {rows.map((row) => (
          <li key={row.customer.psid} className="border-b border-line">
            <LeadLine
              row={row}
              targetMinutes={stage?.stage === "complete" ? targetMinutes : null}
              isChosen={row.customer.psid === chosen}
              onChoose={onChoose}
            />
          </li>
        ))}
      </ul>
      {more !== undefined && (
        <div className="p-3 text-center">
          <Button size="small" pending={isReadingMore} onClick={more}>
            {isReadingMore ? t("loadingMore") : t("more")}
          </Button>
        </div>
      )}
    </>
  );
}

type LeadLineProps = {
  row: LeadRow;
  targetMinutes: number | null;
  isChosen: boolean;
  onChoose: (psid: string) => void;
};

function LeadLine({ row, targetMinutes, isChosen, onChoose }: LeadLineProps) {
  const t = useTranslations("leads");
  const now = useNow();
  const ago = useShortAgo();
  const { customer, setAt } = row;
  const { user } = usePageSession();
  const ageMs = setAt === null ? null : now - Date.parse(setAt);
  const isLate = targetMinutes !== null && ageMs !== null && ageMs > targetMinutes * 60_000;
  return (
    <button
      type="button"
      aria-current={isChosen ? "true" : undefined}
      onClick={() => onChoose(customer.psid)}
      className={cn(
        "flex w-full items-center gap-2.5 px-4 py-2.5 text-start text-sm hover:bg-hover md:px-6 lg:px-4",
        isChosen && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      <Avatar name={customer.name} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          <CustomerName name={customer.name} psid={customer.psid} />
        </span>
        <WindowClock openedAt={customer.windowOpenedAt} />
        {row.claim !== null && (
          <span className="block truncate text-xs text-ink-muted">
            {row.claim.userId === user.id ? t("claimedByYou") : t("claimedBy", { name: row.claim.name })}
          </span>
        )}
      </span>
      <span className={cn("text-end text-xs", isLate ? "font-semibold text-danger-ink" : "text-ink-muted")}>
        {setAt === null || ageMs === null ? (
          <span title={t("before")}>{t("beforeShort")}</span>
        ) : (
          <time dateTime={setAt}>{ageMs < 60_000 ? t("sinceNow") : t("since", { ago: ago(ageMs) })}</time>
        )}
        {isLate && <span className="sr-only">{t("late", { minutes: targetMinutes })}</span>}
      </span>
    </button>
  );
}

function NoLeads({ stage }: { stage: LeadStageCount | undefined }) {
  const t = useTranslations("leads");
  if (stage?.labelId === null)
    return (
      <EmptyState title={t("noLabel.title", { name: toLeadStageName(stage.stage) })}>
        {t("noLabel.body")}
      </EmptyState>
    );
  return <EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState>;
}

function ListSkeleton() {
  return (
    <div aria-busy>
      {Array.from({ length: 10 }, (_, index) => (
        <div key={index} className="flex items-center gap-2.5 border-b border-line px-4 py-2.5">
          <Skeleton className="size-6! rounded-full!" />
          <div className="grid flex-1 gap-1.5 py-1">
            <Skeleton className="w-32" />
            <Skeleton className="w-20" />
          </div>
        </div>
      ))}
    </div>
  );
}
