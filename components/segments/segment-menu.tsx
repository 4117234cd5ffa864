"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useProblemWords } from "@/components/predicate/problem-words";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useCopy } from "@/components/shell/use-copy";
import { Menu, MenuHeading, MenuItem, MenuRule } from "@/components/ui/menu";
import { printBroadcastCurl } from "@/lib/domain/predicate-curl";
import { printTargeting } from "@/lib/domain/predicate-targeting";
import { paths } from "@/lib/paths";
import type { SegmentDraft } from "./use-segment-draft";

/** Read when it is asked for: hardly anybody deletes. */
const DeleteSegmentDialog = dynamic(() =>
  import("./delete-segment-dialog").then((loaded) => loaded.DeleteSegmentDialog),
);

const FreezeDialog = dynamic(() =>
  import("@/components/frozen-lists/freeze-dialog").then((loaded) => loaded.FreezeDialog),
);

/** Addresses longer than this are cut or refused on their way by some programs. */
const linkLengthMax = 8_000;

/** What can be done with the predicate on the screen besides saving and sending: copies, links, the end. */
export function SegmentMenu({ draft }: { draft: SegmentDraft }) {
  const t = useTranslations("segments");
  const router = useRouter();
  const { pageId } = usePageSession();
  const canEdit = useCan("segments.edit");
  const [dialog, setDialog] = useState<"delete" | "freeze" | null>(null);
  const close = () => setDialog(null);
  const wordsOf = useProblemWords();
  const { stored } = draft;
  const { live, verdict } = draft.state;
  const people = live.isCounting ? undefined : live.counts?.waterfall.matches;
  const [problem] = verdict.ok ? [] : verdict.problems;
  const duplicate = () => router.push(paths.newSegment(pageId, { predicate: draft.code ?? undefined }));
  return (
    <>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={t("moreHere")}
            className="inline-grid size-control shrink-0 place-items-center rounded-md text-ink-muted hover:bg-hover"
          >
            <Ellipsis size={16} aria-hidden />
          </button>
        }
      >
        {problem !== undefined && <MenuHeading>{wordsOf(problem)}</MenuHeading>}
        <CopyItems draft={draft} />
        {canEdit && (
          <>
            <MenuRule />
            <MenuItem isOff={draft.code === null} onSelect={duplicate}>
              {t("duplicate")}
            </MenuItem>
            <MenuItem isOff={!verdict.ok || !people} onSelect={() => setDialog("freeze")}>
              {t("freeze", { count: people ?? 0 })}
            </MenuItem>
          </>
        )}
        {canEdit && draft.id !== null && (
          <MenuItem isDanger onSelect={() => setDialog("delete")}>
            {t("delete")}
          </MenuItem>
        )}
      </Menu>
      {dialog === "delete" && stored !== null && (
        <DeleteSegmentDialog
          segment={stored}
          onClose={close}
          onDeleted={() => isAt(paths.segment(pageId, stored.id)) && router.push(paths.segments(pageId))}
        />
      )}
      {dialog === "freeze" && verdict.ok && (
        <FreezeDialog predicate={verdict.predicate} segment={stored} onClose={close} />
      )}
    </>
  );
}

/** Whoever has left meanwhile is not fetched back; that the deleted segment's own view has gone is no leaving. */
function isAt(path: string): boolean {
  return window.location.pathname === path;
}

/** A muted or unfinished block keeps all of these off, as it keeps the segment from being saved. */
function CopyItems({ draft }: { draft: SegmentDraft }) {
  const t = useTranslations("segments.copy");
  const { pageId } = usePageSession();
  const copy = useCopy();
  const { verdict } = draft.state;
  const isOff = !verdict.ok;
  const path =
    draft.id !== null && !draft.isDirty
      ? paths.segment(pageId, draft.id)
      : paths.newSegment(pageId, { predicate: draft.code ?? undefined });
  const isTooLong = path.length > linkLengthMax;
  return (
    <>
      <MenuItem
        isOff={isOff || isTooLong}
        onSelect={() => copy(new URL(path, window.location.origin).href, t("linkDone"))}
      >
        {isTooLong ? t("linkTooLong") : t("link")}
      </MenuItem>
      <MenuItem
        isOff={isOff}
        onSelect={() => verdict.ok && copy(printTargeting(verdict.predicate), t("jsonDone"))}
      >
        {t("json")}
      </MenuItem>
      <MenuItem
        isOff={isOff}
        onSelect={() => verdict.ok && copy(printBroadcastCurl(verdict.predicate), t("curlDone"))}
      >
        {t("curl")}
      </MenuItem>
    </>
  );
}
