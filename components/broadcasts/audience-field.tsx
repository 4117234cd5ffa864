"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { AudienceFigure } from "@/components/predicate/audience-figure";
import { PredicateEditorPanel } from "@/components/predicate/predicate-editor";
import { Sentence } from "@/components/predicate/sentence";
import { Count } from "@/components/shell/count";
import { usePageSession } from "@/components/shell/page-session";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { audienceKinds, type AudienceKind } from "@/lib/domain/broadcast-audience";
import { encodePredicate } from "@/lib/domain/predicate-code";
import { frozenListsQuery } from "@/lib/frozen-lists/queries";
import { segmentsQuery } from "@/lib/segments/queries";
import type { SegmentRow } from "@/lib/segments/schema";
import { ExclusionsField } from "./exclusions-field";
import { FrozenListPicker, OneLabelPicker, SegmentPicker } from "./audience-pickers";
import type { BroadcastDraft } from "./use-broadcast-draft";

/** Who gets it: a saved segment, a predicate made on the spot, one label, a frozen list or everyone; and who is left out. */
export function AudienceField({ draft }: { draft: BroadcastDraft }) {
  const t = useTranslations("broadcasts.audience");
  const { pageId } = usePageSession();
  const { data: segments } = useQuery(segmentsQuery(pageId));
  const { audience, audienceKind } = draft;
  const chosen = segments?.find((segment) => segment.id === draft.segmentId);
  const choose = (segment: SegmentRow) => {
    draft.change({ segmentId: segment.id });
    audience.editor.reset(segment.predicate);
  };
  const chooseLabel = (labelId: string) => {
    draft.change({ isLabelChosen: true });
    audience.editor.reset({ op: "LABEL", labelId });
  };
  const change = (kind: AudienceKind) => {
    // What the segment says stays as the start of one's own; it is no longer called the segment, though.
    draft.change({
      audienceKind: kind,
      ...(kind === "segment" ? {} : { segmentId: null }),
      ...(kind === "frozen-list" ? {} : { frozenListId: null }),
      isLabelChosen: false,
    });
  };
  return (
    <section aria-labelledby="audience">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <h2 id="audience" className="scroll-mt-20 text-sm font-medium">
          {t("title")}
        </h2>
        <Segmented
          label={t("way")}
          value={audienceKind}
          onChange={change}
          options={audienceKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        {audienceKind === "segment" && (
          <SegmentPicker segments={segments ?? []} chosen={chosen?.name} onChoose={choose} />
        )}
        {audienceKind === "label" && <OneLabelPicker draft={draft} onChoose={chooseLabel} />}
        {audienceKind === "frozen-list" && <ListPicker draft={draft} />}
      </div>
      <Body draft={draft} segments={segments} chosen={chosen} onUse={choose} />
      <ExclusionsField draft={draft} segments={segments ?? []} />
    </section>
  );
}

type BodyProps = {
  draft: BroadcastDraft;
  segments: readonly SegmentRow[] | undefined;
  chosen: SegmentRow | undefined;
  onUse: (segment: SegmentRow) => void;
};

function Body({ draft, segments, chosen, onUse }: BodyProps) {
  const t = useTranslations("broadcasts.audience");
  const { audience } = draft;
  switch (draft.audienceKind) {
    case "predicate":
      return <PredicateEditorPanel state={audience} isBrief />;
    case "everyone":
      return (
        <p className="text-sm text-ink-muted">
          <b className="me-1.5 text-figure font-semibold tracking-[-0.028em] text-ink">
            <Count value={audience.book.everyone} />
          </b>
          {t("everyone")}
        </p>
      );
    case "frozen-list":
      return <KeptPeople listId={draft.frozenListId} />;
    case "label":
      if (!draft.isLabelChosen) return <p className="text-sm text-ink-muted">{t("chooseLabelFirst")}</p>;
      return <AudienceFigure live={audience.live} everyone={audience.book.everyone} />;
    case "segment":
      if (chosen === undefined) {
        return (
          <p className="text-sm text-ink-muted">
            {segments?.length === 0 ? t("noSegments") : t("chooseFirst")}
          </p>
        );
      }
      return (
        <>
          <AudienceFigure live={audience.live} everyone={audience.book.everyone} />
          <Sentence predicate={audience.live.predicate} book={audience.book} />
          <SegmentMoved draft={draft} segment={chosen} onUse={() => onUse(chosen)} />
        </>
      );
  }
}

function ListPicker({ draft }: { draft: BroadcastDraft }) {
  const { pageId } = usePageSession();
  const { data: lists } = useQuery(frozenListsQuery(pageId));
  return (
    <FrozenListPicker
      lists={lists ?? []}
      chosen={lists?.find(({ id }) => id === draft.frozenListId)?.name}
      onChoose={(frozenListId) => draft.change({ frozenListId })}
    />
  );
}

/** How many of the kept people are still customers, and when they were kept. */
function KeptPeople({ listId }: { listId: string | null }) {
  const t = useTranslations("broadcasts.audience");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const { data: lists } = useQuery(frozenListsQuery(pageId));
  const list = lists?.find(({ id }) => id === listId);
  if (list === undefined)
    return <p className="text-sm text-ink-muted">{t(lists?.length === 0 ? "noLists" : "chooseListFirst")}</p>;
  return (
    <p className="text-sm text-ink-muted">
      <b className="me-1.5 text-figure font-semibold tracking-[-0.028em] text-ink">
        <Count value={list.people} />
      </b>
      {t("frozen", { then: list.peopleThen, at: format.dateTime(new Date(list.frozenAt), "moment") })}
    </p>
  );
}

type SegmentMovedProps = { draft: BroadcastDraft; segment: SegmentRow; onUse: () => void };

/** The draft keeps the predicate it was written for; when the segment has moved on, the person decides. */
function SegmentMoved({ draft, segment, onUse }: SegmentMovedProps) {
  const t = useTranslations("broadcasts.audience");
  const { predicate } = draft;
  if (predicate == null || encodePredicate(predicate) === encodePredicate(segment.predicate)) return null;
  return (
    <p role="status" className="mt-3 flex flex-wrap items-center gap-2 text-sm text-warning-ink">
      {t("moved")}
      <Button size="small" onClick={onUse}>
        {t("useMoved")}
      </Button>
    </p>
  );
}
