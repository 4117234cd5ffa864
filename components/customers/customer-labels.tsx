"use client";

import { CircleHelp, Plus } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { LabelBook } from "@/components/predicate/label-book";
import { LabelChip, LabelDot, useLabelName } from "@/components/predicate/label-chip";
import { LabelPicker } from "@/components/predicate/label-picker";
import { useCustomerName } from "@/components/shell/customer-name";
import { useCan } from "@/components/shell/page-session";
import { Popover } from "@/components/ui/popover";
import { Tooltip } from "@/components/ui/tooltip";
import type { CustomerRow } from "@/lib/customers/schema";
import { useToggleLabel } from "./use-toggle-label";

const chipsMax = 4;

/** A customer's labels. Click them to change them in place: type, Enter puts a label on or takes it off. */
export function CustomerLabels({ row, book }: { row: CustomerRow; book: LabelBook }) {
  const t = useTranslations("customers");
  const canAssign = useCan("labels.assign");
  const [isOpen, setIsOpen] = useState(false);
  const name = useCustomerName()(row);
  const { toggle, labelIds, pendingIds } = useToggleLabel(row);
  if (!row.labelsKnown) return <LabelsUnknown row={row} />;
  const chips = <Chips labelIds={labelIds} pendingIds={pendingIds} book={book} />;
  if (!canAssign) return chips;
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label={t("labelsOf", { name })}
      trigger={
        <button
          type="button"
          aria-label={t("changeLabels", { name, count: labelIds.length })}
          className="flex h-8 w-full items-center gap-1 rounded-sm text-start"
        >
          {chips}
          <span className="inline-flex h-5.5 items-center rounded-sm px-1 text-ink-faint group-hover:bg-hover group-hover:text-ink">
            <Plus size={12} aria-hidden />
          </span>
        </button>
      }
    >
      <LabelPicker
        book={book}
        label={t("labelPicker", { name })}
        chosen={new Set(labelIds)}
        onPick={toggle}
      />
    </Popover>
  );
}

type ChipsProps = { labelIds: readonly string[]; pendingIds: ReadonlySet<string>; book: LabelBook };

function Chips({ labelIds, pendingIds, book }: ChipsProps) {
  const t = useTranslations("customers");
  const format = useFormatter();
  const nameOf = useLabelName(book);
  const rest = labelIds.slice(chipsMax);
  return (
    <>
      <LabelDots labelIds={labelIds} book={book} />
      <span className="flex min-w-0 gap-1 overflow-hidden py-0.5 max-sm:hidden">
        {labelIds.slice(0, chipsMax).map((labelId) => (
          <LabelChip
            key={labelId}
            name={nameOf(labelId)}
            hue={book.byId.get(labelId)?.hue ?? null}
            pending={pendingIds.has(labelId) ? t("savingLabel") : undefined}
            className="min-w-8"
          />
        ))}
        {rest.length > 0 && (
          <span
            title={format.list(rest.map(nameOf))}
            className="inline-flex h-5.5 shrink-0 items-center rounded-sm bg-sunken px-1.5 text-xs font-medium text-ink-muted"
          >
            {t("moreLabels", { count: rest.length })}
          </span>
        )}
      </span>
    </>
  );
}

/** A phone has room for the colours only; the names are a press away, and always there for a screen reader. */
function LabelDots({ labelIds, book }: { labelIds: readonly string[]; book: LabelBook }) {
  const format = useFormatter();
  const nameOf = useLabelName(book);
  if (labelIds.length === 0) return null;
  return (
    <span role="img" aria-label={format.list(labelIds.map(nameOf))} className="flex gap-0.75 sm:hidden">
      {labelIds.slice(0, 6).map((labelId) => (
        <LabelDot key={labelId} hue={book.byId.get(labelId)?.hue ?? null} />
      ))}
    </span>
  );
}

function LabelsUnknown({ row }: { row: CustomerRow }) {
  const t = useTranslations("customers.unknown");
  const reason = row.labelsUnknownReason ?? "not-read-yet";
  return (
    <Tooltip text={t(reason)}>
      <button
        type="button"
        className="inline-flex cursor-default items-center gap-1.5 text-xs text-warning-ink"
      >
        <CircleHelp size={14} aria-hidden />
        {t("mark")}
      </button>
    </Tooltip>
  );
}
