"use client";

import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { AsideSection } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

type PagedSectionProps<Row> = {
  title: string;
  empty: string;
  more: string;
  query: UseInfiniteQueryResult<{ pages: { rows: Row[] }[] }>;
  /** One row as an item of the list, with a key of its own. */
  children: (row: Row) => ReactNode;
};

/** A list at the customer's side that is read page by page. */
export function PagedSection<Row>({ title, empty, more, query, children }: PagedSectionProps<Row>) {
  const rows = query.data?.pages.flatMap((page) => page.rows);
  return (
    <AsideSection title={title}>
      {query.error !== null && rows === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : rows === undefined ? (
        <Skeleton className="w-48" />
      ) : rows.length === 0 ? (
        <p className="text-sm text-ink-muted">{empty}</p>
      ) : (
        <ul className="grid gap-3">{rows.map(children)}</ul>
      )}
      {query.hasNextPage && (
        <Button
          size="small"
          className="mt-3"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {more}
        </Button>
      )}
    </AsideSection>
  );
}
