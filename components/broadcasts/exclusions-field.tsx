"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { Button } from "@/components/ui/button";
import { Picker } from "@/components/ui/picker";
import { Popover } from "@/components/ui/popover";
import { TextField } from "@/components/ui/text-field";
import { begunBroadcastsQuery } from "@/lib/broadcasts/queries";
import type { SegmentRow } from "@/lib/segments/schema";
import { RemovableChip } from "./removable-chip";
import type { BroadcastDraft } from "./use-broadcast-draft";

const daysMax = 365;

type ExclusionsFieldProps = { draft: BroadcastDraft; segments: readonly SegmentRow[] };

/** Who is left out of the audience: segments, recipients of earlier broadcasts, and whoever was written to lately. */
export function ExclusionsField({ draft, segments }: ExclusionsFieldProps) {
  const t = useTranslations("broadcasts.exclusions");
  const { pageId } = usePageSession();
  const { data: broadcasts } = useQuery(begunBroadcastsQuery(pageId));
  const { exclusions } = draft;
  const { segmentIds, broadcastIds, contactedWithinDays } = exclusions;
  const earlier = (broadcasts ?? []).filter(({ id }) => id !== draft.id);
  const change = (changed: Partial<typeof exclusions>) =>
    draft.change({ exclusions: { ...exclusions, ...changed } });
  const nameOf = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((other) => other.id === id)?.name ?? t("gone");
  return (
    <fieldset className="mt-5 min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{t("title")}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {segmentIds.map((id) => (
          <RemovableChip
            key={id}
            text={t("segment", { name: nameOf(segments, id) })}
            onRemove={() => change({ segmentIds: segmentIds.filter((other) => other !== id) })}
          />
        ))}
        {broadcastIds.map((id) => (
          <RemovableChip
            key={id}
            text={t("broadcast", { name: nameOf(earlier, id) })}
            onRemove={() => change({ broadcastIds: broadcastIds.filter((other) => other !== id) })}
          />
        ))}
        <AddPopover
          label={t("addSegment")}
          find={t("findSegment")}
          options={segments.filter(({ id }) => !segmentIds.includes(id))}
          onPick={(id) => change({ segmentIds: [...segmentIds, id] })}
        />
        <AddPopover
          label={t("addBroadcast")}
          find={t("findBroadcast")}
          options={earlier.filter(({ id }) => !broadcastIds.includes(id))}
          onPick={(id) => change({ broadcastIds: [...broadcastIds, id] })}
        />
      </div>
      <TextField
        type="number"
        inputMode="numeric"
        min={1}
        max={daysMax}
        label={t("contacted")}
        hint={t("contactedHint")}
        value={contactedWithinDays ?? ""}
        onChange={({ target }) => {
          const days = Math.min(daysMax, Math.trunc(target.valueAsNumber));
          change({ contactedWithinDays: days >= 1 ? days : null });
        }}
        className="mt-3 max-w-80"
      />
    </fieldset>
  );
}

type AddPopoverProps = {
  label: string;
  find: string;
  options: readonly { id: string; name: string }[];
  onPick: (id: string) => void;
};

function AddPopover({ label, find, options, onPick }: AddPopoverProps) {
  const t = useTranslations("broadcasts.exclusions");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label={label}
      trigger={
        <Button size="small" look="quiet">
          <Plus size={14} aria-hidden />
          {label}
        </Button>
      }
    >
      <Picker
        label={find}
        options={options.map(({ id, name }) => ({ id, text: name, content: name }))}
        onPick={(id) => {
          onPick(id);
          setIsOpen(false);
        }}
        nothingFound={t("nothingFound")}
        moreFound={(count) => t("more", { count })}
      />
    </Popover>
  );
}
