"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useLabelBook, type LabelBook } from "@/components/predicate/label-book";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { frozenListQuery, frozenPeopleQuery } from "@/lib/frozen-lists/queries";
import { paths } from "@/lib/paths";
import { DeleteFrozenList } from "./delete-frozen-list";
import { FrozenListFacts } from "./frozen-list-facts";
import { FrozenPeopleTable } from "./frozen-people-table";

/** One frozen list: since when, what became of its people, and who they are. */
export function FrozenListView({ listId }: { listId: string }) {
  const t = useTranslations("frozenLists");
  const tSegments = useTranslations("segments");
  const { pageId } = usePageSession();
  const canEdit = useCan("segments.edit");
  const book = useLabelBook();
  const query = useQuery(frozenListQuery(pageId, listId));
  const list = query.data;
  return (
    <>
      <ViewBar
        title={list?.name ?? t("one")}
        parent={{ title: tSegments("title"), href: paths.segments(pageId) }}
      >
        {canEdit && list !== undefined && <DeleteFrozenList list={list} />}
      </ViewBar>
      {query.error !== null && list === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <>
          {list !== undefined && <FrozenListFacts list={list} book={book} />}
          <FrozenPeople listId={listId} book={book} />
        </>
      )}
    </>
  );
}

function FrozenPeople({ listId, book }: { listId: string; book: LabelBook }) {
  const t = useTranslations("frozenLists");
  const { pageId } = usePageSession();
  const query = useInfiniteQuery(frozenPeopleQuery(pageId, listId));
  const rows = query.data?.pages.flatMap((page) => page.rows);
  if (query.error !== null && rows === undefined) {
    return <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (rows?.length === 0) return <EmptyState title={t("nobodyTitle")}>{t("nobodyBody")}</EmptyState>;
  return (
    <>
      <FrozenPeopleTable rows={rows} book={book} />
      {query.hasNextPage && (
        <div className="px-4 py-3 md:px-6">
          <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </>
  );
}
