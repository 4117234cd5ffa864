"use client";

import { CircleHelp, Plus } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { LabelChip, useLabelName } from "@/components/predicate/label-chip";
import { useLabelBook } from "@/components/predicate/label-book";
import { LabelPicker } from "@/components/predicate/label-picker";
import { useCustomerName } from "@/components/shell/customer-name";
import { useCan } from "@/components/shell/page-session";
import { buttonClass } from "@/components/ui/button-class";
import { Popover } from "@/components/ui/popover";
import type { CustomerProfile } from "@/lib/customers/schema";
import { useLabelSource } from "./label-source";
import { useToggleLabel } from "./use-toggle-label";

/** The labels of one customer, each with who put it on; changed in place. */
export function LabelSection({ profile }: { profile: CustomerProfile }) {
  const t = useTranslations("customers");
  const canAssign = useCan("labels.assign");
  const { toggle, labelIds, pendingIds } = useToggleLabel(profile.customer);
  const customer = { ...profile.customer, labelIds };
  return (
    <section aria-labelledby="customer-labels">
      <div className="mb-2 flex min-h-control items-center gap-3">
        <h2 id="customer-labels" className="flex-1 text-sm font-semibold">
          {t("column.labels")}
        </h2>
        {customer.labelsKnown && canAssign && (
          <ChangeLabels profile={{ ...profile, customer }} toggle={toggle} />
        )}
      </div>
      {!customer.labelsKnown ? (
        <p className="flex items-start gap-2 text-sm text-warning-ink">
          <CircleHelp size={16} aria-hidden className="mt-0.5 shrink-0" />
          {t(`unknown.${customer.labelsUnknownReason ?? "not-read-yet"}`)}
        </p>
      ) : customer.labelIds.length === 0 ? (
        <p className="text-sm text-ink-muted">{t("one.noLabels")}</p>
      ) : (
        <LabelList profile={{ ...profile, customer }} pendingIds={pendingIds} />
      )}
    </section>
  );
}

function LabelList({ profile, pendingIds }: { profile: CustomerProfile; pendingIds: ReadonlySet<string> }) {
  const t = useTranslations("customers");
  const format = useFormatter();
  const book = useLabelBook();
  const nameOf = useLabelName(book);
  const sourceOf = useLabelSource();
  return (
    <ul className="border-t border-line text-sm">
      {profile.customer.labelIds.map((labelId) => {
        // A label that was put on a moment ago is on the screen before anybody has said who did it.
        const told = profile.labels.find((label) => label.labelId === labelId);
        return (
          <li key={labelId} className="flex min-h-row items-center gap-3 border-b border-line py-1">
            <span className="min-w-0 flex-1">
              <LabelChip
                name={nameOf(labelId)}
                hue={book.byId.get(labelId)?.hue ?? null}
                pending={pendingIds.has(labelId) ? t("savingLabel") : undefined}
              />
            </span>
            {told !== undefined && (
              <span className="text-end text-xs text-ink-muted">
                {sourceOf(told.source)}
                {told.at !== null && (
                  <>
                    {" · "}
                    <time dateTime={told.at}>{format.dateTime(new Date(told.at), "moment")}</time>
                  </>
                )}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

type ChangeLabelsProps = { profile: CustomerProfile; toggle: (labelId: string) => void };

function ChangeLabels({ profile, toggle }: ChangeLabelsProps) {
  const t = useTranslations("customers");
  const [isOpen, setIsOpen] = useState(false);
  const name = useCustomerName()(profile.customer);
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label={t("labelsOf", { name })}
      trigger={
        <button type="button" className={buttonClass("plain", "small")}>
          <Plus size={14} aria-hidden />
          {t("one.changeLabels")}
        </button>
      }
    >
      <LabelPicker
        book={useLabelBook()}
        label={t("labelPicker", { name })}
        chosen={new Set(profile.customer.labelIds)}
        onPick={toggle}
      />
    </Popover>
  );
}
