"use client";

import { ChevronDown } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { LabelPicker } from "@/components/predicate/label-picker";
import { Count } from "@/components/shell/count";
import { buttonClass } from "@/components/ui/button-class";
import { Picker } from "@/components/ui/picker";
import { Popover } from "@/components/ui/popover";
import type { FrozenListRow } from "@/lib/frozen-lists/schema";
import type { SegmentRow } from "@/lib/segments/schema";
import type { BroadcastDraft } from "./use-broadcast-draft";

type SegmentPickerProps = {
  segments: readonly SegmentRow[];
  /** The name of the one that is chosen. */
  chosen: string | undefined;
  onChoose: (segment: SegmentRow) => void;
};

export function SegmentPicker({ segments, chosen, onChoose }: SegmentPickerProps) {
  const t = useTranslations("broadcasts.audience");
  return (
    <Choosing label={t("choose")} chosen={chosen}>
      {(close) => (
        <Picker
          label={t("find")}
          options={segments.map((segment) => ({
            id: segment.id,
            text: segment.name,
            content: (
              <>
                <span className="min-w-0 flex-1 truncate">{segment.name}</span>
                <span className="text-xs text-ink-muted">
                  <Count value={segment.people} />
                </span>
              </>
            ),
          }))}
          onPick={(id) => {
            const segment = segments.find((other) => other.id === id);
            if (segment !== undefined) onChoose(segment);
            close();
          }}
          nothingFound={t("nothingFound")}
          moreFound={(count) => t("more", { count })}
        />
      )}
    </Choosing>
  );
}

type FrozenListPickerProps = {
  lists: readonly FrozenListRow[];
  /** The name of the one that is chosen. */
  chosen: string | undefined;
  onChoose: (id: string) => void;
};

export function FrozenListPicker({ lists, chosen, onChoose }: FrozenListPickerProps) {
  const t = useTranslations("broadcasts.audience");
  return (
    <Choosing label={t("chooseList")} chosen={chosen}>
      {(close) => (
        <Picker
          label={t("findList")}
          options={lists.map((list) => ({
            id: list.id,
            text: list.name,
            content: (
              <>
                <span className="min-w-0 flex-1 truncate">{list.name}</span>
                <span className="text-xs text-ink-muted">
                  <Count value={list.people} />
                </span>
              </>
            ),
          }))}
          onPick={(id) => {
            onChoose(id);
            close();
          }}
          nothingFound={t("noListFound")}
          moreFound={(count) => t("more", { count })}
        />
      )}
    </Choosing>
  );
}

type OneLabelPickerProps = { draft: BroadcastDraft; onChoose: (labelId: string) => void };

export function OneLabelPicker({ draft, onChoose }: OneLabelPickerProps) {
  const t = useTranslations("broadcasts.audience");
  const { predicate, audience, isLabelChosen } = draft;
  const labelId = isLabelChosen && predicate?.op === "LABEL" ? predicate.labelId : null;
  const chosen = audience.book.list.find((label) => label.labelId === labelId)?.name;
  return (
    <Choosing label={t("chooseLabel")} chosen={chosen}>
      {(close) => (
        <LabelPicker
          book={audience.book}
          label={t("findLabel")}
          onPick={(id) => {
            onChoose(id);
            close();
          }}
        />
      )}
    </Choosing>
  );
}

type ChoosingProps = {
  label: string;
  chosen: string | undefined;
  children: (close: () => void) => ReactNode;
};

/** A button that says what is chosen and opens what there is to choose from. */
function Choosing({ label, chosen, children }: ChoosingProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label={label}
      trigger={
        <button type="button" className={buttonClass("plain", "normal", "max-w-full")}>
          <span className="truncate">{chosen ?? label}</span>
          <ChevronDown size={14} aria-hidden className="text-ink-muted" />
        </button>
      }
    >
      {children(() => setIsOpen(false))}
    </Popover>
  );
}
