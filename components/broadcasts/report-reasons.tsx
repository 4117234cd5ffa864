"use client";

import { useTranslations } from "use-intl";
import type { BroadcastReport } from "@/lib/broadcasts/schema";
import { cn } from "@/lib/cn";
import { outcomeLooks } from "./broadcast-words";
import { PeopleLink } from "./people-link";
import type { ShownLines } from "./shown-lines";

type ReportReasonsProps = {
  report: BroadcastReport;
  sent: number;
  onShow: (shown: ShownLines) => void;
};

/** Why some did not get it, the commonest reason first, each with what can be done; and what changed since the review. */
export function ReportReasons({ report, sent, onShow }: ReportReasonsProps) {
  const t = useTranslations("broadcasts.report");
  const { reasons, predicted, changedAtStart } = report;
  return (
    <section aria-labelledby="reasons" className="mb-6">
      <h2 id="reasons" className="mb-2 text-sm font-semibold">
        {t("why")}
      </h2>
      {predicted !== null && (
        <p className="mb-2 text-sm text-ink-muted">
          {t("predicted", { predicted, sent })}
          {changedAtStart !== 0 && (
            <span className="block">
              {t(changedAtStart < 0 ? "fewerAtStart" : "moreAtStart", { count: Math.abs(changedAtStart) })}
            </span>
          )}
        </p>
      )}
      {reasons.length === 0 ? (
        <p className="text-sm text-ink-muted">{t("noReasons")}</p>
      ) : (
        <ul className="border-t border-line">
          {reasons.map(({ state, reason, people, words, next }) => (
            <li key={`${state}:${reason}`} className="flex gap-3 border-b border-line py-2 text-sm">
              <span
                aria-hidden
                className={cn("mt-1 size-3 shrink-0 rounded-xs", outcomeLooks[toOutcome(state)])}
              />
              <b className="min-w-10 text-end font-semibold">
                <PeopleLink
                  count={people}
                  title={words}
                  onOpen={() => onShow({ kind: "reason", state, reason })}
                />
              </b>
              <span className="min-w-0 flex-1">
                <span className="sr-only">{t(`state.${toOutcome(state)}`)} </span>
                {words}
                {next !== null && <span className="block text-ink-muted">{next}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function toOutcome(state: BroadcastReport["reasons"][number]["state"]) {
  return state === "pending" || state === "leased" || state === "attempting" ? "waiting" : state;
}
