"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useDecidingWords } from "@/components/predicate/deciding-words";
import { useLabelBook, type LabelBook } from "@/components/predicate/label-book";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { Disclosure } from "@/components/ui/disclosure";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/lib/paths";
import { segmentsOfCustomerQuery } from "@/lib/segments/queries";
import type { SegmentOfCustomer } from "@/lib/segments/schema";

/** Which segments a customer is in and why; those they are not in stand below, with what keeps them out. */
export function PersonSegments({ psid }: { psid: string }) {
  const t = useTranslations("segments.ofCustomer");
  return (
    <section aria-labelledby="customer-segments">
      <h2 id="customer-segments" className="mb-2 text-sm font-semibold">
        {t("title")}
      </h2>
      <SegmentsOfCustomer psid={psid} />
    </section>
  );
}

function SegmentsOfCustomer({ psid }: { psid: string }) {
  const t = useTranslations("segments.ofCustomer");
  const { pageId } = usePageSession();
  const book = useLabelBook();
  const [isOpen, setIsOpen] = useState(false);
  const query = useQuery(segmentsOfCustomerQuery(pageId, psid));
  if (query.data === undefined) {
    if (query.error !== null) return <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />;
    return <Skeleton className="w-56" />;
  }
  const { labelsKnown, segments } = query.data;
  if (!labelsKnown) return <p className="text-sm text-ink-muted">{t("unknown")}</p>;
  const [inside, outside] = [segments.filter(({ isIn }) => isIn), segments.filter(({ isIn }) => !isIn)];
  return (
    <>
      {inside.length === 0 && <p className="mb-2 text-sm text-ink-muted">{t("none")}</p>}
      <SegmentRows rows={inside} {...{ psid, book }} />
      {outside.length > 0 && (
        <Disclosure
          title={t("outside", { count: outside.length })}
          headingLevel="h3"
          isOpen={isOpen}
          onOpenChange={setIsOpen}
        >
          <SegmentRows rows={outside} {...{ psid, book }} />
        </Disclosure>
      )}
    </>
  );
}

type SegmentRowsProps = { rows: readonly SegmentOfCustomer[]; psid: string; book: LabelBook };

function SegmentRows({ rows, psid, book }: SegmentRowsProps) {
  const t = useTranslations("segments.ofCustomer");
  const { pageId } = usePageSession();
  const wordsOf = useDecidingWords(book);
  if (rows.length === 0) return null;
  return (
    <ul className="text-sm">
      {rows.map(({ id, name, deciding }) => (
        <li key={id} className="border-t border-line py-2 first:border-t-0">
          <Link href={paths.segment(pageId, id, { explain: psid })} className="font-medium hover:underline">
            {name}
          </Link>
          <p className="text-ink-muted">{t("because", { why: wordsOf(deciding) })}</p>
        </li>
      ))}
    </ul>
  );
}
