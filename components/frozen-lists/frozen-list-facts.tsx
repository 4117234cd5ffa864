"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import type { LabelBook } from "@/components/predicate/label-book";
import { Sentence } from "@/components/predicate/sentence";
import { Count } from "@/components/shell/count";
import { usePageSession } from "@/components/shell/page-session";
import type { FrozenListRow } from "@/lib/frozen-lists/schema";
import { paths } from "@/lib/paths";

/** How many, since when, from what, and how far the predicate has moved on. */
export function FrozenListFacts({ list, book }: { list: FrozenListRow; book: LabelBook }) {
  const t = useTranslations("frozenLists");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const gone = list.peopleThen - list.people;
  return (
    <div className="border-b border-line px-4 py-5 md:px-6">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <b className="text-figure font-semibold tracking-[-0.028em]">
          <Count value={list.people} />
        </b>
        <span className="text-ink-muted">
          {t("frozenOn", { when: format.dateTime(new Date(list.frozenAt), "moment") })}
        </span>
      </p>
      {gone > 0 && (
        <p className="text-sm text-warning-ink">{t("gone", { count: gone, then: list.peopleThen })}</p>
      )}
      <div className="mt-2">
        <Sentence predicate={list.predicate} book={book} isSmall />
      </div>
      <p className="mt-1 text-sm text-ink-muted">
        <Moved difference={list.difference} />
        {list.segment !== null && (
          <>
            {" "}
            <Link
              href={paths.segment(pageId, list.segment.id)}
              className="font-medium text-accent-ink hover:underline"
            >
              {t("segment", { name: list.segment.name })}
            </Link>
          </>
        )}
      </p>
    </div>
  );
}

function Moved({ difference }: Pick<FrozenListRow, "difference">) {
  const t = useTranslations("frozenLists");
  if (difference === null) return <>{t("uncountable")}</>;
  if (difference.added === 0 && difference.removed === 0) return <>{t("unmoved")}</>;
  return <>{t("differenceLong", difference)}</>;
}
