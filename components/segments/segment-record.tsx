"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useCan } from "@/components/shell/page-session";
import { Disclosure } from "@/components/ui/disclosure";
import { toastDone } from "@/components/ui/toast";
import { listLabelIds, type Predicate } from "@/lib/domain/predicate";
import type { SegmentDraft } from "./use-segment-draft";

const OverlapView = dynamic(() => import("./overlap-view").then((loaded) => loaded.OverlapView));
const SizeChart = dynamic(() => import("./size-chart").then((loaded) => loaded.SizeChart));
const VersionList = dynamic(() => import("./version-list").then((loaded) => loaded.VersionList));
const UseList = dynamic(() => import("./use-list").then((loaded) => loaded.UseList));

type Part = "overlap" | "sizes" | "versions" | "uses";

/** What there is to know about a segment besides what it says; each part is read when it is opened. */
export function SegmentRecord({ draft }: { draft: SegmentDraft }) {
  const t = useTranslations("segments");
  const [open, setOpen] = useState<ReadonlySet<Part>>(new Set());
  const { stored, state, isDirty } = draft;
  const partProps = (part: Part) => ({
    isOpen: open.has(part),
    onOpenChange: (isOpen: boolean) =>
      setOpen((now) => new Set(isOpen ? [...now, part] : [...now].filter((other) => other !== part))),
  });
  return (
    <div className="mt-8 border-b border-line">
      <Disclosure title={t("overlap.title")} {...partProps("overlap")}>
        <Overlap draft={draft} />
      </Disclosure>
      {stored !== null && (
        <>
          <Disclosure title={t("sizes.title")} {...partProps("sizes")}>
            <SizeChart segment={stored} />
          </Disclosure>
          <Disclosure title={t("versions.title")} {...partProps("versions")}>
            <VersionList segment={stored} book={state.book} isDirty={isDirty} onRestored={draft.adopt} />
          </Disclosure>
          <Disclosure title={t("uses.title")} {...partProps("uses")}>
            <UseList segmentId={stored.id} />
          </Disclosure>
        </>
      )}
    </div>
  );
}

function Overlap({ draft }: { draft: SegmentDraft }) {
  const t = useTranslations("segments");
  const canEdit = useCan("segments.edit");
  const { editor, live, book } = draft.state;
  const choose = (predicate: Predicate) => {
    editor.replace(predicate);
    toastDone(t("overlap.chosen"), { label: t("undo"), onPress: editor.undo });
  };
  return (
    <OverlapView
      book={book}
      labelIds={live.counted === null ? [] : listLabelIds(live.counted)}
      onChoose={canEdit ? choose : null}
    />
  );
}
