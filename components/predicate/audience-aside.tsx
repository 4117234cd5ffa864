"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Count } from "@/components/shell/count";
import { CustomerName } from "@/components/shell/customer-name";
import { useTroubleWords } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { AsideSection } from "@/components/shell/view-bar";
import { WindowClock } from "@/components/shell/window-clock";
import { Avatar } from "@/components/ui/avatar";
import { Skeleton } from "@/components/ui/skeleton";
import { sampleQuery } from "@/lib/customers/queries";
import type { CustomerRow } from "@/lib/customers/schema";
import { encodePredicate } from "@/lib/domain/predicate-code";
import { paths } from "@/lib/paths";
import type { LabelBook } from "./label-book";
import { LabelDot } from "./label-chip";
import type { LiveCounts } from "./use-live-counts";

/** Beside the tree: who of them can be written to now, and who they are. */
export function AudienceAside({ live, book }: { live: LiveCounts; book: LabelBook }) {
  return (
    <>
      <WindowFacts live={live} />
      <Sample live={live} book={book} />
    </>
  );
}

function WindowFacts({ live }: { live: LiveCounts }) {
  const t = useTranslations("predicate.window");
  const waterfall = live.counts?.waterfall;
  const facts = [
    { key: "open", value: waterfall?.willReceive },
    { key: "closed", value: waterfall?.windowClosed },
    { key: "optedOut", value: waterfall?.optedOut },
    { key: "blocked", value: waterfall?.blocked },
  ] as const;
  return (
    <AsideSection title={t("title")}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 text-sm">
        {facts.map(({ key, value }) => (
          <div key={key} className="contents">
            <dt className="text-ink-muted">{t(key)}</dt>
            <dd className="text-end font-medium">
              <Count value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </AsideSection>
  );
}

const sampleLength = 8;

function Sample({ live, book }: { live: LiveCounts; book: LabelBook }) {
  const wordsOf = useTroubleWords();
  const t = useTranslations("predicate.sample");
  const { pageId } = usePageSession();
  // Asked after the numbers, which are waited for; where they cannot be had, by itself.
  const asked = live.error === null ? live.settled : live.counted;
  const predicate = live.counted === null ? null : (asked ?? live.counted);
  const query = useQuery(
    predicate === null || asked === null
      ? {
          queryKey: ["page", pageId, "customers", "sample", "nothing"] as const,
          queryFn: skipToken,
          placeholderData: keepPreviousData<CustomerRow[]>,
        }
      : sampleQuery(pageId, predicate),
  );
  const rows = predicate === null ? [] : query.data?.slice(0, sampleLength);
  const people = live.counts?.waterfall.matches;
  return (
    <AsideSection title={t("title")}>
      {predicate === null && <p className="text-sm text-ink-muted">{t("nothing")}</p>}
      {query.error !== null && <p className="text-sm text-danger-ink">{wordsOf(query.error)}</p>}
      {rows === undefined && query.error === null && <SampleSkeleton />}
      {rows?.length === 0 && predicate !== null && <p className="text-sm text-ink-muted">{t("nobody")}</p>}
      <ul>
        {rows?.map((row) => (
          <SampleRow key={row.psid} row={row} book={book} />
        ))}
      </ul>
      {predicate !== null && people !== undefined && people > 0 && (
        <Link
          href={paths.customers(pageId, { filter: encodePredicate(predicate) })}
          className="mt-2 inline-block text-xs font-medium text-accent-ink hover:underline"
        >
          {t("all", { count: people })}
        </Link>
      )}
    </AsideSection>
  );
}

function SampleRow({ row, book }: { row: CustomerRow; book: LabelBook }) {
  const { pageId } = usePageSession();
  const labels = row.labelIds.flatMap((labelId) => book.byId.get(labelId) ?? []);
  return (
    <li className="flex min-h-9 items-center gap-2.5 text-sm">
      <Avatar name={row.name} />
      <Link href={paths.customer(pageId, row.psid)} className="min-w-0 flex-1 truncate hover:underline">
        <CustomerName name={row.name} psid={row.psid} />
      </Link>
      <span
        role="img"
        aria-label={labels.map((label) => label.name).join(", ")}
        className="flex gap-0.75"
        hidden={labels.length === 0}
      >
        {labels.slice(0, 6).map((label) => (
          <LabelDot key={label.labelId} hue={label.hue} />
        ))}
      </span>
      <span className="w-20">
        <WindowClock openedAt={row.windowOpenedAt} />
      </span>
    </li>
  );
}

function SampleSkeleton() {
  return (
    <ul>
      {Array.from({ length: sampleLength }, (_, index) => (
        <li key={index} className="flex min-h-9 items-center gap-2.5">
          <Skeleton className="size-6! rounded-full!" />
          <Skeleton className="w-32" />
        </li>
      ))}
    </ul>
  );
}
