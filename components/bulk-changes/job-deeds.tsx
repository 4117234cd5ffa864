"use client";

import { Pause, Play, RotateCcw, Undo2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import {
  cancelJobAction,
  pauseJobAction,
  resumeJobAction,
  retryFailedAction,
  undoJobAction,
} from "@/lib/bulk-changes/actions";
import { isJobOver, type JobRow } from "@/lib/bulk-changes/schema";
import { GoOnWithout } from "./missing-deeds";

/** What can be done with a job now: the server decides again. */
export function JobDeeds({ job, onUndone }: { job: JobRow; onUndone?: () => void }) {
  const t = useTranslations("jobs.deed");
  const { pageId } = usePageSession();
  const isMove = job.kind === "rename" || job.kind === "merge";
  const canSteer = useCan(isMove ? "labels.manage" : "lead-labels.assign-in-bulk");
  const options = { refreshes: { pageId, topics: ["jobs", "activity"] } };
  const pause = useAction(pauseJobAction, options);
  const resume = useAction(resumeJobAction, options);
  const cancel = useAction(cancelJobAction, options);
  const retry = useAction(retryFailedAction, options);
  const undo = useAction(undoJobAction, { ...options, onDone: onUndone });
  if (!canSteer) return null;
  const asked = { pageId, jobId: job.id };
  const isOver = isJobOver(job.state);
  const isUndone = job.undoneById !== null;
  const canUndo = isOver && job.kind === "bulk" && !isUndone && job.counts.done > 0;
  const canRetry = !isMove && !isUndone && job.state === "done" && job.counts.failed + job.counts.unknown > 0;
  return (
    <>
      {job.canCancel && (
        <Button size="small" pending={cancel.isPending} onClick={() => cancel.mutate(asked)}>
          {isMove ? t("cancelMove") : t("cancel")}
        </Button>
      )}
      {(job.state === "running" || job.state === "waiting") && (
        <Button size="small" pending={pause.isPending} onClick={() => pause.mutate(asked)}>
          <Pause size={14} aria-hidden />
          {t("pause")}
        </Button>
      )}
      {job.state === "paused" && (
        <Button size="small" pending={resume.isPending} onClick={() => resume.mutate(asked)}>
          {job.missing === null ? <Play size={14} aria-hidden /> : <RotateCcw size={14} aria-hidden />}
          {job.missing === null ? t("resume") : t("lookAgain")}
        </Button>
      )}
      {job.missing !== null && <GoOnWithout job={job} missing={job.missing} />}
      {canRetry && (
        <Button size="small" pending={retry.isPending} onClick={() => retry.mutate(asked)}>
          <RotateCcw size={14} aria-hidden />
          {t("retry")}
        </Button>
      )}
      {canUndo && (
        <Button size="small" pending={undo.isPending} onClick={() => undo.mutate(asked)}>
          <Undo2 size={14} aria-hidden />
          {t("undo")}
        </Button>
      )}
    </>
  );
}
