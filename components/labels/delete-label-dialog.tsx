"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { LabelChip } from "@/components/predicate/label-chip";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toastDone } from "@/components/ui/toast";
import { deleteLabelAction } from "@/lib/labels/actions";
import type { LabelRow } from "@/lib/labels/schema";
import { paths } from "@/lib/paths";

/** A segment that speaks of the label, and so keeps it from being deleted. */
export type LabelUse = { segmentId: string; name: string };

type DeleteLabelDialogProps = {
  label: LabelRow;
  usedBy: readonly LabelUse[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** The difference before the deed: who loses the label, and what stands in the way. The Graph cannot undo this. */
export function DeleteLabelDialog({ label, usedBy, isOpen, onOpenChange }: DeleteLabelDialogProps) {
  const t = useTranslations("labels.delete");
  const { pageId } = usePageSession();
  const [refused, setRefused] = useState<string | null>(null);
  const remove = useAction(deleteLabelAction, {
    refreshes: { pageId, topics: ["labels", "customers", "audience"] },
    onDone: () => {
      toastDone(t("done", { name: label.name }));
      onOpenChange(false);
    },
    onRefused: (refusal) => {
      setRefused(refusal.message);
      return true;
    },
  });
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => {
        setRefused(null);
        onOpenChange(next);
      }}
      title={t("title", { name: label.name })}
      closeLabel={t("close")}
      footer={
        <>
          {usedBy.length > 0 && <p className="flex-1 text-sm text-warning-ink">{t("usedFirst")}</p>}
          <Button look="quiet" onClick={() => onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button
            look="danger"
            unavailable={usedBy.length > 0 ? t("usedFirst") : undefined}
            pending={remove.isPending}
            onClick={() => remove.mutate({ pageId, labelId: label.labelId })}
          >
            {remove.isPending ? t("pending") : t("submit", { count: label.customers })}
          </Button>
        </>
      }
    >
      <Impact label={label} usedBy={usedBy} />
      {refused !== null && (
        <p role="alert" className="text-sm text-danger-ink">
          {refused}
        </p>
      )}
    </Dialog>
  );
}

/** Who loses it, and what speaks of it. */
function Impact({ label, usedBy }: { label: LabelRow; usedBy: readonly LabelUse[] }) {
  const t = useTranslations("labels.delete");
  const { pageId } = usePageSession();
  return (
    <ul className="grid gap-2 text-sm">
      <li className="flex flex-wrap items-center gap-2">
        <LabelChip name={label.name} hue={label.hue} />
        {t("people", { count: label.customers })}
      </li>
      <li>
        {usedBy.length === 0 ? t("notUsed") : t("used", { count: usedBy.length })}
        {usedBy.length > 0 && (
          <ul className="mt-1 grid max-h-40 gap-1 overflow-auto">
            {usedBy.map(({ segmentId, name }) => (
              <li key={segmentId}>
                <Link
                  href={paths.segment(pageId, segmentId)}
                  className="font-medium wrap-anywhere text-accent-ink hover:underline"
                >
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </li>
      <li className="text-ink-muted">{t("noUndo")}</li>
    </ul>
  );
}
