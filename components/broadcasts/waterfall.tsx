"use client";

import { useState, type CSSProperties } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { cn } from "@/lib/cn";
import type { BroadcastWaterfall } from "@/lib/broadcasts/schema";
import type { AudienceStep, WaterfallStep } from "@/lib/domain/broadcast-audience";
import { FallenDialog } from "./fallen-dialog";

type WaterfallProps = {
  broadcastId: string;
  waterfall: BroadcastWaterfall;
  isTagged: boolean;
  isFrozen: boolean;
  /** Counted for a time that is still to come. */
  isLater: boolean;
  /** Facebook sends it, to every open conversation. */
  isByGraph: boolean;
};

/** From those who match to those who will receive it, drawn as a stream in linear scale. Each step opens its people. */
export function Waterfall({
  broadcastId,
  waterfall,
  isTagged,
  isFrozen,
  isLater,
  isByGraph,
}: WaterfallProps) {
  const t = useTranslations("broadcasts.waterfall");
  const format = useFormatter();
  const [shown, setShown] = useState<WaterfallStep | null>(null);
  const { matches, willReceive, labelsUnknown } = waterfall;
  const steps = waterfall.steps.map(({ code, people }, at) => {
    const before = waterfall.steps.slice(0, at).reduce((sum, step) => sum + step.people, 0);
    return { code, out: people, left: matches - before - people };
  });
  return (
    <>
      <ol aria-label={t("label")} className="streams waterfall">
        <li className={rowClass} style={flowStyle(matches, matches, matches)}>
          <b className="font-semibold">{t(isFrozen ? "frozen" : "matches")}</b>
          <span />
          <span className="text-end font-semibold">{format.number(matches)}</span>
        </li>
        {labelsUnknown > 0 && (
          <BesideRow count={labelsUnknown} matches={matches} onOpen={() => setShown("labels-unknown")} />
        )}
        {steps.map((step) => (
          <StepRow
            key={step.code}
            {...step}
            matches={matches}
            note={toNote(step.code, { isTagged, isLater, isByGraph })}
            onOpen={() => setShown(step.code)}
          />
        ))}
        <TotalRow count={willReceive} matches={matches} onOpen={() => setShown("will-receive")} />
      </ol>
      {shown !== null && (
        <FallenDialog
          broadcastId={broadcastId}
          step={shown}
          isBeside={labelsUnknown > 0}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

type CountedRowProps = { count: number; matches: number; onOpen: () => void };

/** Whose labels nobody knows: they are neither counted in nor taken off, and can be looked at like any other. */
function BesideRow({ count, matches, onOpen }: CountedRowProps) {
  const t = useTranslations("broadcasts.waterfall.beside");
  const format = useFormatter();
  return (
    <li className={rowClass} style={flowStyle(matches, matches, matches)}>
      <span>
        {t("title")}
        <span className="block text-xs text-ink-muted">{t("note")}</span>
      </span>
      <span className="text-end">
        <button type="button" className={linkClass} onClick={onOpen}>
          <span className="sr-only">{t("count", { count })}</span>
          <span aria-hidden>{format.number(count)}</span>
        </button>
      </span>
      <span className="text-end text-ink-muted">{format.number(matches)}</span>
    </li>
  );
}

function TotalRow({ count, matches, onOpen }: CountedRowProps) {
  const t = useTranslations("broadcasts.waterfall");
  const format = useFormatter();
  const look = "text-end text-xl font-semibold tracking-tight";
  return (
    <li className={cn(rowClass, "flow-total")} style={flowStyle(count, count, matches)}>
      <b className="font-semibold">{t("willReceive")}</b>
      <span />
      {count === 0 ? (
        <b className={look}>{format.number(0)}</b>
      ) : (
        <button type="button" className={cn(linkClass, look)} onClick={onOpen}>
          {format.number(count)}
        </button>
      )}
    </li>
  );
}

type NoteFacts = Pick<WaterfallProps, "isTagged" | "isLater" | "isByGraph">;

function toNote(code: AudienceStep, { isTagged, isLater, isByGraph }: NoteFacts) {
  if (code !== "window-closed") return `step.${code}.note` as const;
  if (isByGraph) return "step.window-closed.byGraph";
  return isTagged ? "taggedNote" : isLater ? "step.window-closed.later" : "step.window-closed.note";
}

type StepRowProps = {
  code: AudienceStep;
  out: number;
  left: number;
  matches: number;
  note: ReturnType<typeof toNote>;
  onOpen: () => void;
};

function StepRow({ code, out, left, matches, note, onOpen }: StepRowProps) {
  const t = useTranslations("broadcasts.waterfall");
  const format = useFormatter();
  return (
    <li className={rowClass} style={flowStyle(left + out, left, matches)}>
      {out > 0 && <span aria-hidden className="flow-delta flow-delta-out" />}
      <span>
        {t(note === "step.window-closed.byGraph" ? "step.window-closed.conversation" : `step.${code}.title`)}
        <span className="block text-xs text-ink-muted">{t(note)}</span>
      </span>
      <span className="text-end">
        {out === 0 ? (
          <>
            <span className="sr-only">{t("fallAway", { count: out })}</span>
            <span aria-hidden>{format.number(0)}</span>
          </>
        ) : (
          <button type="button" className={linkClass} onClick={onOpen}>
            <span className="sr-only">{t("fallAway", { count: out })}</span>
            <span aria-hidden>{t("minus", { count: out })}</span>
          </button>
        )}
      </span>
      <span className="text-end text-ink-muted">{format.number(left)}</span>
    </li>
  );
}

const linkClass = "min-h-6 underline decoration-line-strong underline-offset-3 hover:decoration-current";

const rowClass =
  "flow grid grid-cols-[minmax(0,1fr)_3.5rem_4rem] items-center gap-x-2 text-sm md:grid-cols-[minmax(0,1fr)_4rem_5rem] md:gap-x-4";

function flowStyle(was: number, now: number, page: number): CSSProperties {
  return { "--was": was, "--now": now, "--page": page } as CSSProperties;
}
