"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { broadcastTones } from "@/components/broadcasts/broadcast-words";
import { LabelChip } from "@/components/predicate/label-chip";
import { usePageSession } from "@/components/shell/page-session";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import type { MoveImpact } from "@/lib/label-moves/schema";
import { paths } from "@/lib/paths";

/** What a rename or a merge would touch: the people first, then everything that selects by the labels. */
export function MoveImpactView({ impact, isMerge }: { impact: MoveImpact; isMerge: boolean }) {
  const t = useTranslations("labels.move");
  return (
    <section aria-label={t("impact")} className="grid gap-5 rounded-md bg-sunken px-4 py-4 text-sm">
      {impact.refusals.map((words) => (
        <Notice key={words} tone="warning">
          {words}
        </Notice>
      ))}
      <People impact={impact} isMerge={isMerge} />
      <Uses title={t("segments", { count: impact.segments.length })} none={t("noSegments")}>
        {impact.segments.map((segment) => (
          <UseLine key={segment.id} use={segment} isMerge={isMerge} isSegment />
        ))}
      </Uses>
      <Uses title={t("broadcasts", { count: impact.broadcasts.length })} none={t("noBroadcasts")}>
        {impact.broadcasts.map((broadcast) => (
          <UseLine key={broadcast.id} use={broadcast} isMerge={isMerge} isSegment={false} />
        ))}
      </Uses>
      <p className="text-ink-muted">{isMerge ? t("howMerge") : t("howRename")}</p>
    </section>
  );
}

function People({ impact, isMerge }: { impact: MoveImpact; isMerge: boolean }) {
  const t = useTranslations("labels.move");
  const format = useFormatter();
  const share = impact.everyone === 0 ? 0 : impact.people / impact.everyone;
  return (
    <ul className="grid gap-1.5">
      {impact.sources.map(({ labelId, name, hue, customers }) => (
        <li key={labelId} className="flex flex-wrap items-center gap-2">
          <LabelChip name={name} hue={hue} />
          {t("has", { count: customers })}
        </li>
      ))}
      <li>
        {t("people", {
          count: impact.people,
          share: format.number(share, { style: "percent", maximumFractionDigits: 1 }),
        })}
        {isMerge &&
          impact.target !== null &&
          ` ${t("gain", { count: impact.gain, name: impact.target.name })}`}
      </li>
      {impact.labelsUnknown > 0 && (
        <li className="text-warning-ink">{t("unreadable", { count: impact.labelsUnknown })}</li>
      )}
    </ul>
  );
}

function Uses({ title, none, children }: { title: string; none: string; children: readonly ReactNode[] }) {
  return (
    <div>
      <h2 className="mb-1 font-semibold">{title}</h2>
      {children.length === 0 ? (
        <p className="text-ink-muted">{none}</p>
      ) : (
        <ul className="grid gap-1">{children}</ul>
      )}
    </div>
  );
}

type Use = MoveImpact["segments"][number] | MoveImpact["broadcasts"][number];

function UseLine({ use, isMerge, isSegment }: { use: Use; isMerge: boolean; isSegment: boolean }) {
  const t = useTranslations("labels.move");
  const tState = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  const { id, name, difference } = use;
  const isChanged = difference === null || difference.added + difference.removed > 0;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Link
        href={isSegment ? paths.segment(pageId, id) : paths.broadcast(pageId, id)}
        className="min-w-0 font-medium wrap-anywhere text-accent-ink hover:underline"
      >
        {name}
      </Link>
      {"state" in use && <Badge tone={broadcastTones[use.state]}>{tState(`state.${use.state}`)}</Badge>}
      <span className={isChanged ? "text-warning-ink" : "text-ink-muted"}>
        {!isMerge
          ? t("same")
          : difference === null
            ? t("uncountable")
            : isChanged
              ? t("changes", { added: difference.added, removed: difference.removed })
              : t("same")}
        {isMerge && isChanged && "isApproved" in use && use.isApproved && ` ${t("approvalEnds")}`}
      </span>
    </li>
  );
}
