"use client";

import type { CSSProperties } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { cn } from "@/lib/cn";
import type { Waterfall as WaterfallCounts } from "@/lib/segments/schema";

type Step = { key: "blocked" | "optedOut" | "windowClosed"; out: number; left: number };

/** From those who match to those who will receive it, drawn as a stream in linear scale. */
export function Waterfall({ counts, labelsUnknown }: { counts: WaterfallCounts; labelsUnknown: number }) {
  const t = useTranslations("broadcasts.waterfall");
  const format = useFormatter();
  const { matches, willReceive } = counts;
  let left = matches;
  const steps: Step[] = (["blocked", "optedOut", "windowClosed"] as const).map((key) => {
    left -= counts[key];
    return { key, out: counts[key], left };
  });
  return (
    <ol aria-label={t("label")} className="streams waterfall">
      <li className={rowClass} style={flowStyle(matches, matches, matches)}>
        <span>
          <b className="font-semibold">{t("matches")}</b>
          {labelsUnknown > 0 && (
            <span className="block text-xs text-ink-muted">
              {t("labelsUnknown", { count: labelsUnknown })}
            </span>
          )}
        </span>
        <span />
        <span className="text-end font-semibold">{format.number(matches)}</span>
      </li>
      {steps.map(({ key, out, left: now }) => (
        <li key={key} className={rowClass} style={flowStyle(now + out, now, matches)}>
          {out > 0 && <span aria-hidden className="flow-delta flow-delta-out" />}
          <span>
            {t(`${key}.title`)}
            <span className="block text-xs text-ink-muted">{t(`${key}.note`)}</span>
          </span>
          <span className="text-end">
            <span className="sr-only">{t("fallAway", { count: out })}</span>
            <span aria-hidden>{out === 0 ? format.number(0) : t("minus", { count: out })}</span>
          </span>
          <span className="text-end text-ink-muted">{format.number(now)}</span>
        </li>
      ))}
      <li className={cn(rowClass, "flow-total")} style={flowStyle(willReceive, willReceive, matches)}>
        <b className="font-semibold">{t("willReceive")}</b>
        <span />
        <b className="text-end text-xl font-semibold tracking-tight">{format.number(willReceive)}</b>
      </li>
    </ol>
  );
}

const rowClass =
  "flow grid grid-cols-[minmax(0,1fr)_3.5rem_4rem] items-center gap-x-2 text-sm md:grid-cols-[minmax(0,1fr)_4rem_5rem] md:gap-x-4";

function flowStyle(was: number, now: number, page: number): CSSProperties {
  return { "--was": was, "--now": now, "--page": page } as CSSProperties;
}
