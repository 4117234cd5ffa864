"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { broadcastTones } from "@/components/broadcasts/broadcast-words";
import { usePageSession } from "@/components/shell/page-session";
import { Badge } from "@/components/ui/badge";
import { Popover } from "@/components/ui/popover";
import { findLeadStage } from "@/lib/domain/label-kind";
import type { LabelRow, LabelUse } from "@/lib/labels/schema";
import { paths } from "@/lib/paths";

type UsedByProps = {
  label: LabelRow;
  /** Undefined while it is read, null when nothing uses it. */
  use: LabelUse | null | undefined;
};

/** What speaks of a label, each with its way there; a lead stage is worked under Leads as well. */
export function UsedBy({ label, use }: UsedByProps) {
  const t = useTranslations("labels");
  const { pageId } = usePageSession();
  const [isOpen, setIsOpen] = useState(false);
  const isLeadStage = findLeadStage(label.name) !== null;
  const segments = use?.segments.length ?? 0;
  const broadcasts = use?.broadcasts.length ?? 0;
  const leads = isLeadStage && (
    <Link href={paths.leads(pageId)} className="hover:underline">
      {t("leads")}
    </Link>
  );
  if (segments + broadcasts === 0) return leads || (use !== undefined && t("unused"));
  return (
    <span className="flex items-center gap-3">
      <Popover
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        label={t("usedByTitle", { name: label.name })}
        trigger={
          <button
            type="button"
            className="min-h-6 underline decoration-dotted underline-offset-3 hover:text-ink"
          >
            {t("usedBy", { segments, broadcasts })}
          </button>
        }
      >
        <UseLinks use={use} />
      </Popover>
      {leads}
    </span>
  );
}

/** Segments first, then broadcasts with their state. */
export function UseLinks({ use }: { use: LabelUse | null | undefined }) {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  return (
    <ul className="grid max-h-64 gap-1 overflow-auto p-3 text-sm">
      {use?.segments.map(({ id, name }) => (
        <li key={id}>
          <Link
            href={paths.segment(pageId, id)}
            className="font-medium wrap-anywhere text-accent-ink hover:underline"
          >
            {name}
          </Link>
        </li>
      ))}
      {use?.broadcasts.map(({ id, name, state }) => (
        <li key={id} className="flex flex-wrap items-center gap-2">
          <Link
            href={paths.broadcast(pageId, id)}
            className="font-medium wrap-anywhere text-accent-ink hover:underline"
          >
            {name}
          </Link>
          <Badge tone={broadcastTones[state]}>{t(`state.${state}`)}</Badge>
        </li>
      ))}
    </ul>
  );
}
