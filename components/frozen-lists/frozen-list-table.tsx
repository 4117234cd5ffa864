"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { Count } from "@/components/shell/count";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { frozenListsQuery } from "@/lib/frozen-lists/queries";
import type { FrozenListRow } from "@/lib/frozen-lists/schema";
import { paths } from "@/lib/paths";

/** The frozen lists of the Page, under its segments; nothing at all while there is none. */
export function FrozenListTable() {
  const t = useTranslations("frozenLists");
  const { pageId } = usePageSession();
  const query = useQuery(frozenListsQuery(pageId));
  if (query.data === undefined) {
    if (query.error === null) return null;
    return <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.data.length === 0) return null;
  return (
    <section aria-labelledby="frozen-lists">
      <h2 id="frozen-lists" className="px-4 pt-8 pb-1 text-sm font-semibold md:px-6">
        {t("title")}
      </h2>
      <p className="px-4 pb-3 text-xs text-ink-muted md:px-6">{t("about")}</p>
      <Table caption={t("caption")}>
        <thead>
          <tr>
            <HeadCell className="w-full">{t("column.name")}</HeadCell>
            <HeadCell isNumber>{t("column.people")}</HeadCell>
            <HeadCell className="max-md:hidden">{t("column.since")}</HeadCell>
            <HeadCell className="max-md:hidden">{t("column.frozen")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {query.data.map((list) => (
            <FrozenListTableRow key={list.id} list={list} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function FrozenListTableRow({ list }: { list: FrozenListRow }) {
  const wordsOf = useMovedWords();
  const format = useFormatter();
  const { pageId } = usePageSession();
  return (
    <Row>
      <NameCell isWrapping>
        <Link href={paths.frozenList(pageId, list.id)} className="hover:underline">
          {list.name}
        </Link>
      </NameCell>
      <Cell className="text-end">
        <Count value={list.people} />
      </Cell>
      <Cell className="text-ink-muted max-md:hidden">{wordsOf(list)}</Cell>
      <Cell className="text-ink-muted max-md:hidden">
        <time dateTime={list.frozenAt}>{format.dateTime(new Date(list.frozenAt), "day")}</time>
        {list.frozenBy !== null && <span className="block text-xs">{list.frozenBy}</span>}
      </Cell>
    </Row>
  );
}

/** How far the predicate has moved on from the list. */
function useMovedWords(): (list: FrozenListRow) => string {
  const t = useTranslations("frozenLists");
  return ({ difference }) => {
    if (difference === null) return t("uncountableShort");
    if (difference.added === 0 && difference.removed === 0) return t("unmovedShort");
    return t("difference", difference);
  };
}
