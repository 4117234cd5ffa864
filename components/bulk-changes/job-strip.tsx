"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useDuration } from "@/components/broadcasts/broadcast-words";
import { usePageSession } from "@/components/shell/page-session";
import { useNow } from "@/components/shell/use-now";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { jobsQuery } from "@/lib/bulk-changes/queries";
import { isJobOver, type JobRow } from "@/lib/bulk-changes/schema";
import { paths } from "@/lib/paths";
import { JobDeeds } from "./job-deeds";
import { countEnded, useJobOutcome, useJobTitle } from "./job-words";

/** The end of a job stays in sight this long, with the way to undo it. */
const shownAfterMs = 10 * 60_000;

/** Jobs that run, and those that ended a moment ago: how far, how fast, and what can be done about it. */
export function JobStrip() {
  const { pageId } = usePageSession();
  const { data: jobs } = useQuery(jobsQuery(pageId));
  const now = useNow();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = jobs?.filter(
    ({ id, finishedAt }) =>
      !hidden.has(id) && (finishedAt === null || now - Date.parse(finishedAt) < shownAfterMs),
  );
  return shown
    ?.slice(0, 3)
    .map((job) => (
      <JobNotice key={job.id} job={job} onHide={() => setHidden(new Set([...hidden, job.id]))} />
    ));
}

function JobNotice({ job, onHide }: { job: JobRow; onHide: () => void }) {
  const t = useTranslations("jobs");
  const { pageId } = usePageSession();
  const titleOf = useJobTitle();
  const outcomeOf = useJobOutcome();
  const isOver = isJobOver(job.state);
  return (
    <div
      role="region"
      aria-label={titleOf(job)}
      className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line bg-canvas px-4 py-2 text-xs md:px-6"
    >
      <Link href={paths.job(pageId, job.id)} className="max-w-full truncate font-semibold hover:underline">
        {titleOf(job)}
      </Link>
      {isOver ? (
        <span role="status" className="text-ink-muted">
          {t("ended", { state: t(`state.${job.state}`), outcome: outcomeOf(job) })}
        </span>
      ) : (
        <JobPace job={job} />
      )}
      <span className="flex-1" />
      <JobDeeds job={job} onUndone={onHide} />
      {isOver && (
        <Button look="quiet" size="small" aria-label={t("hide")} onClick={onHide}>
          <X size={14} aria-hidden />
        </Button>
      )}
    </div>
  );
}

/** How far a job is, how fast, and for how long still; or why it stands. */
export function JobPace({ job }: { job: JobRow }) {
  const t = useTranslations("jobs");
  const format = useFormatter();
  const titleOf = useJobTitle();
  const durationOf = useDuration();
  return (
    <>
      <Progress label={titleOf(job)} done={countEnded(job)} total={job.items} className="w-40" />
      <span className="text-ink-muted">
        {job.phase !== null && `${t(`phase.${job.phase}`)} · `}
        {t("progress", { done: countEnded(job), total: job.items })}
        {job.ratePerSecond !== null &&
          ` · ${t("rate", { rate: format.number(job.ratePerSecond, { maximumFractionDigits: 0 }) })}`}
        {job.remainingMs !== null && ` · ${t("remaining", { duration: durationOf(job.remainingMs) })}`}
        {job.state === "paused" && ` · ${t("state.paused")}`}
      </span>
      {job.trouble !== null && <span className="text-warning-ink">{job.trouble}</span>}
      {job.exceedsBudget && <span className="text-warning-ink">{t("budget")}</span>}
    </>
  );
}
