"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Badge } from "@/components/ui/badge";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { jobQuery } from "@/lib/bulk-changes/queries";
import { isJobOver, type JobRow } from "@/lib/bulk-changes/schema";
import { paths } from "@/lib/paths";
import { JobDeeds } from "./job-deeds";
import { JobItems } from "./job-items";
import { JobPace } from "./job-strip";
import { jobTones, useJobTitle } from "./job-words";

const shownStates = ["all", "done", "unchanged", "failed", "skipped", "unknown", "pending"] as const;
type ShownState = (typeof shownStates)[number];

/** One job: what it does, how far it is, and each customer's result. */
export function JobView({ jobId }: { jobId: string }) {
  const t = useTranslations("jobs");
  const { pageId } = usePageSession();
  const titleOf = useJobTitle();
  const [state, setState] = useState<ShownState>("all");
  const query = useQuery(jobQuery(pageId, jobId));
  const job = query.data;
  return (
    <>
      <ViewBar
        title={job === undefined ? t("one") : titleOf(job)}
        parent={{ title: t("activity"), href: paths.activity(pageId) }}
        mark={job && <Badge tone={jobTones[job.state]}>{t(`state.${job.state}`)}</Badge>}
      >
        {job !== undefined && (
          <div className="flex gap-2 max-md:hidden">
            <JobDeeds job={job} />
          </div>
        )}
      </ViewBar>
      {job === undefined ? (
        query.error !== null ? (
          <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <div aria-busy className="p-6">
            <Skeleton className="w-64" />
          </div>
        )
      ) : (
        <>
          <JobFacts job={job} />
          <div className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-3 md:px-6">
            <Segmented
              label={t("show")}
              value={state}
              onChange={setState}
              options={shownStates.map((value) => ({
                value,
                label: t(`tab.${value}`, { count: value === "all" ? job.items : job.counts[value] }),
              }))}
            />
          </div>
          <JobItems jobId={jobId} state={state === "all" ? null : state} />
        </>
      )}
    </>
  );
}

function JobFacts({ job }: { job: JobRow }) {
  const t = useTranslations("jobs");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const other = job.undoOfId ?? job.undoneById;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line px-4 py-3 text-sm md:px-6">
      <span className="text-ink-muted">
        {t("started", {
          who: job.createdBy ?? t("somebody"),
          at: format.dateTime(new Date(job.createdAt), "moment"),
          count: job.people,
        })}
      </span>
      {!isJobOver(job.state) && <JobPace job={job} />}
      {isJobOver(job.state) && job.trouble !== null && (
        <span className="text-warning-ink">{job.trouble}</span>
      )}
      <div className="flex w-full flex-wrap gap-2 md:hidden">
        <JobDeeds job={job} />
      </div>
      {other !== null && (
        <Link href={paths.job(pageId, other)} className="font-medium text-accent-ink hover:underline">
          {job.undoOfId === null ? t("undoneBy") : t("undoOf")}
        </Link>
      )}
    </div>
  );
}
