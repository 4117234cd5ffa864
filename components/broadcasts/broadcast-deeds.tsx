"use client";

import { Pause } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import {
  cancelBroadcastAction,
  endAsUnknownAction,
  pauseBroadcastAction,
  retryBroadcastAction,
  unscheduleBroadcastAction,
} from "@/lib/broadcasts/actions";
import type { BroadcastProgress } from "@/lib/broadcasts/schema";
import { canBroadcastBecome, isBroadcastBegun } from "@/lib/domain/broadcast-state";
import { countOutcome } from "./broadcast-words";
import { ResumeButton } from "./resume-button";
import { useDuplicate } from "./use-duplicate";

/** What can be done with a broadcast now; the states decide, here as on the server. */
export function BroadcastDeeds({ broadcast }: { broadcast: BroadcastProgress }) {
  const t = useTranslations("broadcasts.deed");
  const { pageId } = usePageSession();
  const canSend = useCan("broadcasts.send");
  const canEdit = useCan("broadcasts.edit");
  const [asked, setAsked] = useState<"cancel" | "endUnknown" | null>(null);
  const options = { refreshes: { pageId, topics: ["broadcasts"] } };
  const pause = useAction(pauseBroadcastAction, options);
  const unschedule = useAction(unscheduleBroadcastAction, options);
  const retry = useAction(retryBroadcastAction, options);
  const duplicate = useDuplicate();
  const { id, state } = broadcast;
  const isOutOfHand = broadcast.way === "broadcast-api" && state !== "scheduled" && broadcast.graph.isAsked;
  if (!canSend) return null;
  return (
    <>
      {canBroadcastBecome(state, "cancelled") && !isOutOfHand && (
        <Button onClick={() => setAsked("cancel")}>
          {t(isBroadcastBegun(state) ? "cancel" : "cancelAll")}
        </Button>
      )}
      {canBroadcastBecome(state, "paused") && !isOutOfHand && (
        <Button look="primary" pending={pause.isPending} onClick={() => pause.mutate({ pageId, id })}>
          <Pause size={16} aria-hidden />
          {t("pause")}
        </Button>
      )}
      {state === "scheduled" && (
        <Button pending={unschedule.isPending} onClick={() => unschedule.mutate({ pageId, id })}>
          {t("change")}
        </Button>
      )}
      {broadcast.graph.mayBeEnded && (
        <Button onClick={() => setAsked("endUnknown")}>{t("endUnknown")}</Button>
      )}
      {broadcast.counts.failed > 0 && ["completed", "paused", "sending"].includes(state) && (
        <Button pending={retry.isPending} onClick={() => retry.mutate({ pageId, id })}>
          {t("retry", { count: broadcast.counts.failed })}
        </Button>
      )}
      {canEdit && (
        <Button look="quiet" pending={duplicate.isPending} onClick={() => duplicate.mutate({ pageId, id })}>
          {t("duplicate")}
        </Button>
      )}
      {state === "paused" && <ResumeButton broadcast={broadcast} />}
      <CancelDialog
        broadcast={broadcast}
        isOpen={asked === "cancel"}
        onOpenChange={(isOpen) => setAsked(isOpen ? "cancel" : null)}
      />
      <EndUnknownDialog
        broadcast={broadcast}
        isOpen={asked === "endUnknown"}
        onOpenChange={(isOpen) => setAsked(isOpen ? "endUnknown" : null)}
      />
    </>
  );
}

type AskedProps = {
  broadcast: BroadcastProgress;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** What was sent stays sent; cancelling cannot be taken back, so the difference stands before the deed. */
function CancelDialog(props: AskedProps) {
  return <DeedDialog {...props} deed={cancelBroadcastAction} words={useCancelWords(props.broadcast)} />;
}

/** Facebook may still send it, and nobody would hear of it any more. */
function EndUnknownDialog(props: AskedProps) {
  const t = useTranslations("broadcasts.endUnknown");
  const words = { title: t("title"), keep: t("keep"), submit: t("submit"), lines: [t("may"), t("never")] };
  return <DeedDialog {...props} deed={endAsUnknownAction} words={words} />;
}

type DeedDialogProps = AskedProps & {
  deed: typeof cancelBroadcastAction;
  words: { title: string; keep: string; submit: string; lines: string[] };
};

function DeedDialog({ broadcast, isOpen, onOpenChange, deed, words }: DeedDialogProps) {
  const t = useTranslations("broadcasts.cancel");
  const { pageId } = usePageSession();
  const [refused, setRefused] = useState<string | null>(null);
  const { title, keep, submit, lines } = words;
  const doIt = useAction(deed, {
    refreshes: { pageId, topics: ["broadcasts"] },
    onDone: () => onOpenChange(false),
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
      title={title}
      closeLabel={t("close")}
      footer={
        <>
          <Button look="quiet" onClick={() => onOpenChange(false)}>
            {keep}
          </Button>
          <Button
            look="danger"
            pending={doIt.isPending}
            onClick={() => doIt.mutate({ pageId, id: broadcast.id })}
          >
            {submit}
          </Button>
        </>
      }
    >
      <ul className="grid gap-1.5 text-sm">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {refused !== null && (
        <p role="alert" className="text-sm text-danger-ink">
          {refused}
        </p>
      )}
    </Dialog>
  );
}

function useCancelWords({ state, counts }: BroadcastProgress) {
  const t = useTranslations("broadcasts.cancel");
  if (state === "scheduled" || state === "preparing") {
    const words = (key: "title" | "keep" | "submit" | "body") => t(`${state}.${key}`);
    return { title: words("title"), keep: words("keep"), submit: words("submit"), lines: [words("body")] };
  }
  const count = countOutcome(counts, "waiting");
  return {
    ...{ title: t("title"), keep: t("keep"), submit: t("submit", { count }) },
    lines: [t("waiting", { count }), t("sent", { count: counts.sent })],
  };
}
