"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { checkPredicate, type Predicate } from "@/lib/domain/predicate";
import { encodePredicate } from "@/lib/domain/predicate-code";
import { paths } from "@/lib/paths";
import type { SegmentVersionRow } from "@/lib/segments/schema";

type VersionDifferenceProps = { version: SegmentVersionRow; present: Predicate };

/** "Now also 31, no longer 12": each number a link to those people. */
export function VersionDifference({ version, present }: VersionDifferenceProps) {
  const t = useTranslations("segments.versions");
  const { difference, predicate } = version;
  if (difference === null) return <p className="text-xs text-warning-ink">{t("uncountable")}</p>;
  const { added, removed } = difference;
  if (added === 0 && removed === 0) return <p className="text-xs text-ink-muted">{t("same")}</p>;
  return (
    <p className="text-xs">
      {added > 0 && <People who={without(present, predicate)}>{t("added", { count: added })}</People>}
      {added > 0 && removed > 0 && " · "}
      {removed > 0 && <People who={without(predicate, present)}>{t("removed", { count: removed })}</People>}
    </p>
  );
}

function without(some: Predicate, others: Predicate): Predicate {
  return { op: "AND", operands: [some, { op: "NOT", operand: others }] };
}

/** Two large predicates together can be too large to be listed; then the number stands alone. */
function People({ who, children }: { who: Predicate; children: string }) {
  const { pageId } = usePageSession();
  if (checkPredicate(who).length > 0) return <span>{children}</span>;
  return (
    <Link href={paths.customers(pageId, { filter: encodePredicate(who) })} className="people-link">
      {children}
    </Link>
  );
}
