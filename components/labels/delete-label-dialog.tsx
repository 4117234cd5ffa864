"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { LabelChip } from "@/components/predicate/label-chip";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toastDone } from "@/components/ui/toast";
import { deleteLabelAction } from "@/lib/labels/actions";
import { labelUsesQuery } from "@/lib/labels/queries";
import type { LabelRow, LabelUse } from "@/lib/labels/schema";
import { UseLinks } from "./used-by";

type DeleteLabelDialogProps = { label: LabelRow; onClose: () => void };

/** The difference before the deed: who loses the label, and what stands in the way. The Graph cannot undo this. */
export function DeleteLabelDialog({ label, onClose }: DeleteLabelDialogProps) {
  const t = useTranslations("labels.delete");
  const { pageId } = usePageSession();
  const [refused, setRefused] = useState<string | null>(null);
  const uses = useQuery({ ...labelUsesQuery(pageId), staleTime: 0 });
  const use = uses.data && (uses.data.find(({ labelId }) => labelId === label.labelId) ?? null);
  const isUsed = countUses(use) > 0;
  const remove = useAction(deleteLabelAction, {
    refreshes: { pageId, topics: ["labels", "customers", "audience"] },
    onDone: () => {
      toastDone(t("done", { name: label.name }));
      onClose();
    },
    onRefused: (refusal) => {
      setRefused(refusal.message);
      return true;
    },
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", { name: label.name })}
      closeLabel={t("close")}
      footer={
        <>
          {isUsed && <p className="flex-1 text-sm text-warning-ink">{t("usedFirst")}</p>}
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            look="danger"
            unavailable={use === undefined ? t("looking") : isUsed ? t("usedFirst") : undefined}
            pending={remove.isPending}
            onClick={() => remove.mutate({ pageId, labelId: label.labelId })}
          >
            {remove.isPending ? t("pending") : t("submit", { count: label.customers })}
          </Button>
        </>
      }
    >
      {uses.error !== null && use === undefined ? (
        <LoadTrouble error={uses.error} onRetry={() => void uses.refetch()} />
      ) : (
        <Impact label={label} use={use} />
      )}
      {refused !== null && (
        <p role="alert" className="text-sm text-danger-ink">
          {refused}
        </p>
      )}
    </Dialog>
  );
}

function countUses(use: LabelUse | null | undefined): number {
  return (use?.segments.length ?? 0) + (use?.broadcasts.length ?? 0);
}

type ImpactProps = {
  label: LabelRow;
  /** What speaks of it, and so keeps it from being deleted; undefined while it is read, null for nothing. */
  use: LabelUse | null | undefined;
};

/** Who loses it, and what speaks of it. */
function Impact({ label, use }: ImpactProps) {
  const t = useTranslations("labels.delete");
  const count = countUses(use);
  return (
    <ul className="grid gap-2 text-sm">
      <li className="flex flex-wrap items-center gap-2">
        <LabelChip name={label.name} hue={label.hue} />
        {t("people", { count: label.customers })}
      </li>
      <li>
        {use === undefined ? t("looking") : count === 0 ? t("notUsed") : t("used", { count })}
        {count > 0 && <UseLinks use={use} />}
      </li>
      <li className="text-ink-muted">{t("noUndo")}</li>
    </ul>
  );
}
