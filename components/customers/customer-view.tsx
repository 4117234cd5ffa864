"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import Link from "next/link";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { JobStrip } from "@/components/bulk-changes/job-strip";
import { SelectionBar } from "@/components/bulk-changes/selection-bar";
import { useSelection } from "@/components/bulk-changes/use-selection";
import { useLabelBook, type LabelBook } from "@/components/predicate/label-book";
import { Sentence } from "@/components/predicate/sentence";
import { Count } from "@/components/shell/count";
import { ExportLink } from "@/components/shell/export-link";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { Tools, ViewBar } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { customersQuery } from "@/lib/customers/queries";
import {
  customerSorts,
  lastMessageFilters,
  sortDirections,
  windowFilters,
  type CustomerView as View,
} from "@/lib/customers/schema";
import type { PredicateVerdict } from "@/lib/domain/predicate";
import { decodePredicate } from "@/lib/domain/predicate-code";
import { apiPaths, paths } from "@/lib/paths";
import { CustomerSearch } from "./customer-search";
import { CustomerTable } from "./customer-table";
import { LabelFilter } from "./label-filter";
import { SaveAsSegment } from "./save-as-segment";
import { ViewFilter } from "./view-filter";

const viewParsers = {
  search: parseAsString,
  filter: parseAsString,
  window: parseAsStringLiteral(windowFilters),
  lastMessage: parseAsStringLiteral(lastMessageFilters),
  sort: parseAsStringLiteral(customerSorts),
  direction: parseAsStringLiteral(sortDirections),
};

/** Everyone who has talked with the Page. The address holds the view, so it can be shared. */
export function CustomerView() {
  const t = useTranslations("customers");
  const { pageId } = usePageSession();
  const book = useLabelBook();
  const { view, setAsked } = useAskedView();
  const canBulk = useCan("lead-labels.assign-in-bulk");
  const chosen = useSelection(view);
  const reading = useMemo(() => (view.filter ? decodePredicate(view.filter) : null), [view.filter]);
  const query = useQuery({ ...customersQuery(pageId, view, 0), placeholderData: keepPreviousData });
  const total = query.data?.total;
  const change = (next: Parameters<typeof setAsked>[0], history?: "replace") => {
    void setAsked(next, history && { history });
    window.scrollTo({ top: 0 });
  };
  return (
    <>
      <ViewBar title={t("title")} mark={total !== undefined && <Total value={total} />}>
        <FileLinks view={view} />
      </ViewBar>
      <JobStrip />
      <Tools>
        <CustomerSearch
          value={view.search ?? ""}
          onSearch={(search) => change({ search: search || null }, "replace")}
        />
        <LabelFilter
          book={book}
          predicate={reading?.ok === true ? reading.predicate : null}
          onChange={(filter) => change({ filter })}
        />
        <ViewFilter
          view={view}
          onChange={({ window = null, lastMessage = null }) => change({ window, lastMessage })}
        />
        <span className="flex-1" />
        {reading?.ok === true && <SaveAsSegment view={{ ...view, filter: view.filter ?? "" }} />}
      </Tools>
      {reading !== null && (
        <FilterNotice reading={reading} book={book} onClear={() => change({ filter: null })} />
      )}
      {query.error !== null && query.data === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : total === 0 ? (
        <NobodyFound view={view} onClear={() => void setAsked(null)} />
      ) : (
        <>
          <CustomerTable
            view={view}
            total={total}
            isStale={query.isPlaceholderData}
            onSort={change}
            book={book}
            chosen={canBulk ? chosen : null}
          />
          {canBulk && total !== undefined && <SelectionBar chosen={chosen} total={total} />}
        </>
      )}
    </>
  );
}

/** Labels from a file, for those who may put them on many at once; and what is shown as a file. */
function FileLinks({ view }: { view: View }) {
  const t = useTranslations("customers.export");
  const tImport = useTranslations("csvImports");
  const { pageId } = usePageSession();
  const canImport = useCan("labels.assign-in-bulk");
  return (
    <>
      {canImport && (
        <Link href={paths.importFile(pageId)} className={buttonClass("quiet")}>
          <Upload size={16} aria-hidden />
          <span className="max-sm:sr-only">{tImport("link")}</span>
        </Link>
      )}
      <ExportLink href={apiPaths.customersExport(pageId, { ...view })}>{t("link")}</ExportLink>
    </>
  );
}

function useAskedView() {
  const [asked, setAsked] = useQueryStates(viewParsers, { history: "push" });
  return { view: useMemo(() => toView(asked), [asked]), setAsked };
}

/** The same view has always the same key: what is not asked for is not there. */
function toView(asked: { [Name in keyof typeof viewParsers]: View[Name] | null }): View {
  return {
    search: asked.search ?? undefined,
    filter: asked.filter ?? undefined,
    window: asked.window ?? undefined,
    lastMessage: asked.lastMessage ?? undefined,
    sort: asked.sort ?? undefined,
    direction: asked.direction ?? undefined,
  };
}

type FilterNoticeProps = { reading: PredicateVerdict; book: LabelBook; onClear: () => void };

/** What the list is filtered by, in words. */
function FilterNotice({ reading, book, onClear }: FilterNoticeProps) {
  const t = useTranslations("customers");
  return (
    <Notice
      tone={reading.ok ? "neutral" : "danger"}
      action={
        <Button size="small" onClick={onClear}>
          {t("clearFilter")}
        </Button>
      }
    >
      {reading.ok ? <Sentence predicate={reading.predicate} book={book} isSmall /> : t("filterUnreadable")}
    </Notice>
  );
}

function Total({ value }: { value: number }) {
  return (
    <span role="status" className="text-xs text-ink-muted">
      <Count value={value} />
    </span>
  );
}

function NobodyFound({ view, onClear }: { view: View; onClear: () => void }) {
  const t = useTranslations("customers");
  const { search, filter, window, lastMessage } = view;
  if ([search, filter, window, lastMessage].every((value) => value === undefined)) {
    return <EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState>;
  }
  return (
    <EmptyState
      title={view.search === undefined ? t("nobody.titleFilter") : t("nobody.title", { search: view.search })}
      actions={<Button onClick={onClear}>{t("nobody.clear")}</Button>}
    >
      {t("nobody.body")}
    </EmptyState>
  );
}
