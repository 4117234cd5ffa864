"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { JobStrip } from "@/components/bulk-changes/job-strip";
import { SelectionBar } from "@/components/bulk-changes/selection-bar";
import { useSelection } from "@/components/bulk-changes/use-selection";
import { useLabelBook, type LabelBook } from "@/components/predicate/label-book";
import { Sentence } from "@/components/predicate/sentence";
import { Count } from "@/components/shell/count";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { Tools, ViewBar } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { customersQuery } from "@/lib/customers/queries";
import type { PredicateVerdict } from "@/lib/domain/predicate";
import { decodePredicate } from "@/lib/domain/predicate-code";
import { paths } from "@/lib/paths";
import { CustomerSearch } from "./customer-search";
import { CustomerTable } from "./customer-table";
import { LabelFilter } from "./label-filter";
import { Paging } from "./paging";

const viewParsers = {
  search: parseAsString.withDefault(""),
  filter: parseAsString.withDefault(""),
  cursor: parseAsString.withDefault(""),
};

/** Everyone who has talked with the Page, newest message first. The address holds the view, so it can be shared. */
export function CustomerView() {
  const t = useTranslations("customers");
  const { pageId } = usePageSession();
  const book = useLabelBook();
  const [view, setView] = useQueryStates(viewParsers, { history: "push" });
  const query = useQuery(
    customersQuery(pageId, {
      search: view.search || undefined,
      filter: view.filter || undefined,
      cursor: view.cursor || undefined,
    }),
  );
  const canBulk = useCan("lead-labels.assign-in-bulk");
  const chosen = useSelection({ search: view.search || undefined, filter: view.filter || undefined });
  const reading = useMemo(() => (view.filter === "" ? null : decodePredicate(view.filter)), [view.filter]);
  const list = query.data;
  return (
    <>
      <ViewBar title={t("title")} mark={list && <Total value={list.total} />} />
      <JobStrip />
      <Tools>
        <CustomerSearch
          value={view.search}
          onSearch={(search) => void setView({ search, cursor: null }, { history: "replace" })}
        />
        <LabelFilter
          book={book}
          predicate={reading?.ok === true ? reading.predicate : null}
          onChange={(filter) => void setView({ filter, cursor: null })}
        />
        <span className="flex-1" />
        {reading?.ok === true && <SaveAsSegment filter={view.filter} />}
      </Tools>
      {reading !== null && (
        <FilterNotice
          reading={reading}
          book={book}
          onClear={() => void setView({ filter: null, cursor: null })}
        />
      )}
      {query.error !== null && list === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : list?.rows.length === 0 ? (
        <NobodyFound view={view} onClear={() => void setView(null)} />
      ) : (
        <>
          <CustomerTable
            rows={list?.rows}
            book={book}
            isStale={query.isPlaceholderData}
            chosen={canBulk ? chosen : null}
          />
          {list !== undefined && <Paging list={list} onGo={(cursor) => void setView({ cursor })} />}
          {canBulk && list !== undefined && <SelectionBar chosen={chosen} total={list.total} />}
        </>
      )}
    </>
  );
}

function SaveAsSegment({ filter }: { filter: string }) {
  const t = useTranslations("customers");
  const { pageId } = usePageSession();
  const canEdit = useCan("segments.edit");
  if (!canEdit) return null;
  return (
    <Link href={paths.newSegment(pageId, { predicate: filter })} className={buttonClass("quiet")}>
      {t("saveAsSegment")}
    </Link>
  );
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

type NobodyFoundProps = { view: { search: string; filter: string }; onClear: () => void };

function NobodyFound({ view, onClear }: NobodyFoundProps) {
  const t = useTranslations("customers");
  if (view.search === "" && view.filter === "") {
    return <EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState>;
  }
  return (
    <EmptyState
      title={view.search === "" ? t("nobody.titleFilter") : t("nobody.title", { search: view.search })}
      actions={<Button onClick={onClear}>{t("nobody.clear")}</Button>}
    >
      {t("nobody.body")}
    </EmptyState>
  );
}
