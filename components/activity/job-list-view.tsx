"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { jobTones, useJobOutcome, useJobTitle } from "@/components/bulk-changes/job-words";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { MoreRows } from "@/components/ui/more-rows";
import { allJobsQuery } from "@/lib/bulk-changes/queries";
import { isJobOver, type AnyJobRow } from "@/lib/bulk-changes/schema";
import { paths } from "@/lib/paths";
import { ActivityTabs } from "./activity-tabs";

/** Every job of the Page: what it does, who began it, how far it is or what came of it. */
export function JobListView() {
  const t = useTranslations("activity");
  const { pageId } = usePageSession();
  const query = useInfiniteQuery(allJobsQuery(pageId));
  const jobs = query.data?.pages.flatMap((page) => page.jobs);
  return (
    <>
      <ViewBar title={t("title")} />
      <ActivityTabs here="jobs" />
      {query.error !== null && jobs === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : jobs?.length === 0 ? (
        <EmptyState title={t("noJobs.title")}>{t("noJobs.body")}</EmptyState>
      ) : (
        <Table caption={t("jobsCaption")} isBusy={jobs === undefined}>
          <thead>
            <tr>
              <HeadCell className="w-full">{t("column.what")}</HeadCell>
              <HeadCell>{t("column.state")}</HeadCell>
              <HeadCell className="max-md:hidden">{t("column.who")}</HeadCell>
              <HeadCell isNumber aria-sort="descending" className="max-md:hidden">
                {t("column.when")}
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {jobs === undefined && <JobListSkeleton />}
            {jobs?.map((job) => (
              <JobListRow key={job.id} job={job} />
            ))}
          </tbody>
        </Table>
      )}
      <MoreRows query={query} reading={t("loadingMore")}>
        {t("loadMore")}
      </MoreRows>
    </>
  );
}

function JobListRow({ job }: { job: AnyJobRow }) {
  const t = useTranslations("activity");
  const tJob = useTranslations("jobs");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const titleOf = useJobTitle();
  const outcomeOf = useJobOutcome();
  const { steered } = job;
  const title = steered ? titleOf(steered) : t(`jobKind.${job.kind === "import" ? "import" : "compare"}`);
  const href = steered ? paths.job(pageId, job.id) : paths.settingsSync(pageId);
  return (
    <Row>
      <NameCell isWrapping>
        <Link href={href} className="hover:underline">
          {title}
        </Link>
        <span className="block text-xs font-normal text-ink-muted">
          {isJobOver(job.state) ? (
            steered && outcomeOf(steered)
          ) : (
            <Progress label={title} done={job.done} total={job.total ?? 0} className="w-40" />
          )}
          {job.trouble !== null && <span className="block text-warning-ink">{job.trouble}</span>}
        </span>
      </NameCell>
      <Cell>
        <Badge tone={jobTones[job.state]}>{tJob(`state.${job.state}`)}</Badge>
      </Cell>
      <Cell className="text-ink-muted max-md:hidden">{job.createdBy ?? t("origin.job")}</Cell>
      <Cell className="text-end text-ink-muted max-md:hidden">
        <time dateTime={job.createdAt}>{format.dateTime(new Date(job.createdAt), "moment")}</time>
      </Cell>
    </Row>
  );
}

function JobListSkeleton() {
  return Array.from({ length: 8 }, (_, index) => (
    <Row key={index}>
      <NameCell>
        <Skeleton className="w-48" />
      </NameCell>
      <Cell>
        <Skeleton className="h-5! w-14" />
      </Cell>
      <Cell className="max-md:hidden">
        <Skeleton className="w-24" />
      </Cell>
      <Cell className="max-md:hidden">
        <Skeleton className="w-24" />
      </Cell>
    </Row>
  ));
}
