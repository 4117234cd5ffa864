"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { Tools, ViewBar } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { Segmented } from "@/components/ui/segmented";
import { labelsQuery } from "@/lib/labels/queries";
import type { LabelList, LabelRow } from "@/lib/labels/schema";
import { CreateLabelDialog } from "./create-label-dialog";
import { LabelHints } from "./label-hints";
import { labelOrders, type LabelOrder } from "./label-sections";
import { LabelTable } from "./label-table";

const kinds = ["all", "own", "lead-stage", "automatic"] as const;
type Kind = (typeof kinds)[number];
type View = { search: string; kind: Kind; by: LabelOrder };

const viewParsers = {
  search: parseAsString.withDefault(""),
  kind: parseAsStringLiteral(kinds).withDefault("all"),
  by: parseAsStringLiteral(labelOrders).withDefault("kind"),
};

/** Every label of the Page with how many people have it. Automatic ones are many and rarely wanted, so they wait folded. */
export function LabelView() {
  const t = useTranslations("labels");
  const { pageId } = usePageSession();
  const canManage = useCan("labels.manage");
  const [isCreating, setIsCreating] = useState(false);
  const [view, setView] = useQueryStates(viewParsers, { history: "replace" });
  const query = useQuery(labelsQuery(pageId));
  const { labels, everyone = 0 } = query.data ?? {};
  const isFolding = view.kind === "all" && view.search.trim() === "";
  const shown = useMemo(() => labels && filterLabels(labels, view), [labels, view]);
  return (
    <>
      <ViewBar title={t("title")}>
        {canManage && (
          <Button look="primary" onClick={() => setIsCreating(true)}>
            <Plus size={16} aria-hidden />
            {t("new")}
          </Button>
        )}
      </ViewBar>
      <LabelTools list={query.data} view={view} onChange={(next) => void setView(next)} />
      {canManage && isFolding && labels !== undefined && <LabelHints labels={labels} />}
      {query.error !== null && labels === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : shown?.length === 0 ? (
        <NothingShown
          hasLabels={labels?.length !== 0}
          search={view.search}
          onClear={() => void setView(null)}
        />
      ) : (
        <LabelTable
          labels={shown}
          order={view.by}
          everyone={everyone}
          canManage={canManage}
          isFolding={isFolding}
        />
      )}
      <CreateLabelDialog isOpen={isCreating} onOpenChange={setIsCreating} />
    </>
  );
}

type LabelToolsProps = {
  /** Undefined while it is read. */
  list: LabelList | undefined;
  view: View;
  onChange: (next: Partial<View>) => void;
};

function LabelTools({ list, view, onChange }: LabelToolsProps) {
  const t = useTranslations("labels");
  return (
    <Tools>
      <SearchField
        label={t("search")}
        clearLabel={t("clearSearch")}
        value={view.search}
        onChange={(search) => onChange({ search })}
        className="w-80 max-w-full max-sm:w-full"
      />
      <Segmented
        label={t("kind.label")}
        value={view.kind}
        onChange={(kind) => onChange({ kind })}
        options={kinds.map((kind) => ({
          value: kind,
          label: t(`kind.${kind}`, { count: countKind(list?.labels ?? [], kind) }),
        }))}
      />
      <Segmented
        label={t("order.label")}
        value={view.by}
        onChange={(by) => onChange({ by })}
        options={labelOrders.map((order) => ({ value: order, label: t(`order.${order}`) }))}
      />
      <span className="flex-1" />
      {list !== undefined && (
        <span className="text-xs text-ink-muted">{t("shares", { count: list.everyone })}</span>
      )}
    </Tools>
  );
}

type NothingShownProps = { hasLabels: boolean; search: string; onClear: () => void };

function NothingShown({ hasLabels, search, onClear }: NothingShownProps) {
  const t = useTranslations("labels");
  if (!hasLabels) return <EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState>;
  return (
    <EmptyState
      title={search === "" ? t("nothing.titleKind") : t("nothing.title", { search })}
      actions={<Button onClick={onClear}>{t("nothing.clear")}</Button>}
    >
      {t("nothing.body")}
    </EmptyState>
  );
}

function countKind(labels: readonly LabelRow[], kind: Kind): number {
  return labels.filter((label) => isOfKind(label, kind)).length;
}

function isOfKind(label: LabelRow, kind: Kind): boolean {
  return kind === "all" || label.kind === kind;
}

function filterLabels(labels: readonly LabelRow[], view: { search: string; kind: Kind }): LabelRow[] {
  const wanted = view.search.trim().toLocaleLowerCase("en");
  return labels
    .filter((label) => isOfKind(label, view.kind) && label.name.toLocaleLowerCase("en").includes(wanted))
    .toSorted((one, other) => other.customers - one.customers || one.name.localeCompare(other.name, "en"));
}
