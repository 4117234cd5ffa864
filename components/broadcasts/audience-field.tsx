"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { AudienceFigure } from "@/components/predicate/audience-figure";
import { PredicateEditorPanel } from "@/components/predicate/predicate-editor";
import { Sentence } from "@/components/predicate/sentence";
import { Count } from "@/components/shell/count";
import { usePageSession } from "@/components/shell/page-session";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Picker } from "@/components/ui/picker";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { encodePredicate } from "@/lib/domain/predicate-code";
import { segmentsQuery } from "@/lib/segments/queries";
import type { SegmentRow } from "@/lib/segments/schema";
import type { BroadcastDraft } from "./use-broadcast-draft";

/** Who gets it: a saved segment, or a predicate made on the spot. */
export function AudienceField({ draft }: { draft: BroadcastDraft }) {
  const t = useTranslations("broadcasts.audience");
  const { pageId } = usePageSession();
  const { data: segments } = useQuery(segmentsQuery(pageId));
  const { audience, segmentId } = draft;
  const isOwn = draft.way === "own";
  const chosen = segments?.find((segment) => segment.id === segmentId);
  const choose = (segment: SegmentRow) => {
    draft.change({ segmentId: segment.id });
    audience.editor.reset(segment.predicate);
  };
  const change = (way: "segment" | "own") => {
    // What the segment says stays as the start of one's own; it is no longer called the segment, though.
    draft.change(way === "own" ? { way, segmentId: null } : { way });
  };
  return (
    <section aria-labelledby="audience">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <h2 id="audience" className="text-sm font-medium">
          {t("title")}
        </h2>
        <Segmented
          label={t("way")}
          value={isOwn ? "own" : "segment"}
          onChange={change}
          options={[
            { value: "own", label: t("own") },
            { value: "segment", label: t("segment") },
          ]}
        />
        {!isOwn && <SegmentPicker segments={segments ?? []} chosen={chosen} onChoose={choose} />}
      </div>
      {isOwn ? (
        <PredicateEditorPanel state={audience} isBrief />
      ) : chosen === undefined ? (
        <p className="text-sm text-ink-muted">
          {segments?.length === 0 ? t("noSegments") : t("chooseFirst")}
        </p>
      ) : (
        <>
          <AudienceFigure live={audience.live} everyone={audience.book.everyone} />
          <Sentence predicate={audience.live.predicate} book={audience.book} />
          <SegmentMoved draft={draft} segment={chosen} onUse={() => choose(chosen)} />
        </>
      )}
    </section>
  );
}

type SegmentPickerProps = {
  segments: readonly SegmentRow[];
  chosen: SegmentRow | undefined;
  onChoose: (segment: SegmentRow) => void;
};

function SegmentPicker({ segments, chosen, onChoose }: SegmentPickerProps) {
  const t = useTranslations("broadcasts.audience");
  const [isOpen, setIsOpen] = useState(false);
  const pick = (id: string) => {
    const segment = segments.find((other) => other.id === id);
    if (segment !== undefined) onChoose(segment);
    setIsOpen(false);
  };
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label={t("choose")}
      trigger={
        <button type="button" className={buttonClass("plain", "normal", "max-w-full")}>
          <span className="truncate">{chosen?.name ?? t("choose")}</span>
          <ChevronDown size={14} aria-hidden className="text-ink-muted" />
        </button>
      }
    >
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
        onPick={pick}
        nothingFound={t("nothingFound")}
        moreFound={(count) => t("more", { count })}
      />
    </Popover>
  );
}

/** The draft keeps the predicate it was written for; when the segment has moved on, the person decides. */
function SegmentMoved({
  draft,
  segment,
  onUse,
}: {
  draft: BroadcastDraft;
  segment: SegmentRow;
  onUse: () => void;
}) {
  const t = useTranslations("broadcasts.audience");
  const { predicate } = draft;
  if (predicate === null || encodePredicate(predicate) === encodePredicate(segment.predicate)) return null;
  return (
    <p role="status" className="mt-3 flex flex-wrap items-center gap-2 text-sm text-warning-ink">
      {t("moved")}
      <Button size="small" onClick={onUse}>
        {t("useMoved")}
      </Button>
    </p>
  );
}
