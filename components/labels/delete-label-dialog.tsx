"use client";

import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { LabelChip } from "@/components/predicate/label-chip";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toastDone } from "@/components/ui/toast";
import { deleteLabelAction } from "@/lib/labels/actions";
import type { LabelRow } from "@/lib/labels/schema";

type DeleteLabelDialogProps = {
  label: LabelRow;
  segmentNames: readonly string[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** The difference before the deed: who loses the label, and what stands in the way. The Graph cannot undo this. */
export function DeleteLabelDialog({ label, segmentNames, isOpen, onOpenChange }: DeleteLabelDialogProps) {
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
          <Button look="quiet" onClick={() => onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button
            look="danger"
            unavailable={segmentNames.length > 0 ? t("usedFirst") : undefined}
            pending={remove.isPending}
            onClick={() => remove.mutate({ pageId, labelId: label.labelId })}
          >
            {remove.isPending ? t("pending") : t("submit", { count: label.customers })}
          </Button>
        </>
      }
    >
      <Impact label={label} segmentNames={segmentNames} />
      {refused !== null && (
        <p role="alert" className="text-sm text-danger-ink">
          {refused}
        </p>
      )}
    </Dialog>
  );
}

/** Who loses it, and what speaks of it. */
function Impact({ label, segmentNames }: { label: LabelRow; segmentNames: readonly string[] }) {
  const t = useTranslations("labels.delete");
  const format = useFormatter();
  return (
    <ul className="grid gap-2 text-sm">
      <li className="flex flex-wrap items-center gap-2">
        <LabelChip name={label.name} hue={label.hue} />
        {t("people", { count: label.customers })}
      </li>
      <li>
        {segmentNames.length > 0
          ? t("used", { count: segmentNames.length, names: format.list(segmentNames) })
          : t("notUsed")}
      </li>
      <li className="text-ink-muted">{t("noUndo")}</li>
    </ul>
  );
}
