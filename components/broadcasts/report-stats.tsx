"use client";

import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useNow } from "@/components/shell/use-now";
import { isBroadcastOver } from "@/lib/domain/broadcast-state";
import { receipts, type BroadcastProgress, type BroadcastReport } from "@/lib/broadcasts/schema";
import { useDuration } from "./broadcast-words";
import { PeopleLink } from "./people-link";
import type { ShownLines } from "./shown-lines";

type ReportStatsProps = {
  broadcast: BroadcastProgress;
  receipts: BroadcastReport["receipts"] | undefined;
  onShow: (shown: ShownLines) => void;
};

/** How fast, how long, since when, and what came of it, each number of people a way to them. */
export function ReportStats({ broadcast, receipts: told, onShow }: ReportStatsProps) {
  const t = useTranslations("broadcasts.stat");
  const format = useFormatter();
  const duration = useDuration();
  const now = useNow(1_000);
  const startedAt = broadcast.startedAt === null ? null : Date.parse(broadcast.startedAt);
  const endedAt = broadcast.finishedAt === null ? now : Date.parse(broadcast.finishedAt);
  const isRunning = broadcast.state === "sending";
  const isOver = isBroadcastOver(broadcast.state);
  return (
    <dl className="my-5 grid grid-cols-[repeat(auto-fit,minmax(6.5rem,1fr))] border-y border-line">
      {!isOver && (
        <>
          <Stat title={t("rate")}>
            {isRunning && broadcast.ratePerSecondNow !== null
              ? format.number(broadcast.ratePerSecondNow, { maximumFractionDigits: 1 })
              : t("none")}
            <Unit>{t("ofLimit", { max: broadcast.ratePerSecond })}</Unit>
          </Stat>
          <Stat title={t("left")}>
            {isRunning && broadcast.remainingMs !== null ? duration(broadcast.remainingMs) : t("none")}
          </Stat>
        </>
      )}
      <Stat title={broadcast.finishedAt === null ? t("running") : t("took")}>
        {startedAt === null ? t("none") : duration(Math.max(0, endedAt - startedAt))}
      </Stat>
      {receipts.map((receipt) => (
        <Stat key={receipt} title={t(receipt)}>
          <PeopleLink
            count={told?.[receipt] ?? null}
            title={t(receipt)}
            onOpen={() => onShow({ kind: "receipt", receipt })}
          />
        </Stat>
      ))}
      <Stat title={t("started")}>
        {startedAt === null ? (
          t("none")
        ) : (
          <time dateTime={broadcast.startedAt ?? undefined}>
            {format.dateTime(startedAt, "time")}
            <Unit>{format.dateTime(startedAt, "day")}</Unit>
          </time>
        )}
      </Stat>
    </dl>
  );
}

function Stat({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="py-3 pe-4">
      <dt className="text-xs text-ink-muted">{title}</dt>
      <dd className="text-xl leading-6.5 font-semibold tracking-tight">{children}</dd>
    </div>
  );
}

function Unit({ children }: { children: ReactNode }) {
  return <span className="ps-1.5 text-xs font-normal tracking-normal text-ink-muted">{children}</span>;
}
