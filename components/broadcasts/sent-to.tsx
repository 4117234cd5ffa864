"use client";

import { useTranslations } from "use-intl";
import { useLabelBook } from "@/components/predicate/label-book";
import { Sentence } from "@/components/predicate/sentence";
import type { BroadcastRow } from "@/lib/broadcasts/schema";

/** Who is meant, in words: the segment's name, the predicate, and who is left out. */
export function SentTo({ broadcast, isSmall }: { broadcast: BroadcastRow; isSmall?: boolean }) {
  const t = useTranslations("broadcasts.audience");
  const book = useLabelBook();
  const { audienceKind, segmentName, frozenListName, predicate, exclusions } = broadcast;
  const { segments, broadcastIds, contactedWithinDays } = exclusions;
  const leftOut = [
    ...(segments.length > 0 ? [t("leftOutSegments", { count: segments.length })] : []),
    ...(broadcastIds.length > 0 ? [t("leftOutBroadcasts", { count: broadcastIds.length })] : []),
    ...(contactedWithinDays === null ? [] : [t("leftOutContacted", { days: contactedWithinDays })]),
  ];
  return (
    <>
      {segmentName !== null && <p className="mb-1 text-sm font-medium">{segmentName}</p>}
      {predicate === null ? (
        <p className="text-sm">
          {audienceKind === "everyone"
            ? t("everyoneWords")
            : frozenListName === null
              ? t("frozenGone")
              : t("frozenWords", { name: frozenListName })}
        </p>
      ) : (
        <Sentence predicate={predicate} book={book} isSmall={isSmall} />
      )}
      {leftOut.length > 0 && <p className="mt-1 text-sm text-ink-muted">{leftOut.join(" ")}</p>}
    </>
  );
}
