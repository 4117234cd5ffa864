import { db } from "../db";
import { findPage, graphOf } from "../facebook-pages/data";
import { GraphError } from "../graph/errors";
import { readPeopleMax } from "../graph/profiles";
import type { JobContext } from "../jobs/job-context";
import { log } from "../log";
import { announce } from "../page-events";
import { enqueueReadLabels } from "./read-labels-job";
import { listWaiting, savePeople } from "./save-people";

const retryAfterMs = 10_000;

/**
 * Job: reads from the Page the labels (and profiles) of those who wait: people who have just written for the
 * first time, and people whose labels are in doubt. The first import does the same for everybody.
 */
export async function readWaitingLabels(
  { pageId: id }: { pageId: string },
  { abortSignal }: JobContext,
): Promise<void> {
  const page = await findPage(id);
  if (!page) return;
  const graph = await graphOf(page.id);
  while (!abortSignal?.aborted) {
    const waiting = await listWaiting(page.id, readPeopleMax, { isImport: false });
    if (waiting.length === 0) return;
    try {
      const people = await graph.readPeople(waiting.map(({ psid }) => psid));
      await savePeople(page.id, waiting, people);
      await announce(page.id, ["labels", "customers", "audience", "sync"]);
      const failed = people.find(({ labels }) => !labels.ok && labels.error.isRetryable);
      if (failed && !failed.labels.ok) throw failed.labels.error;
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      log.warn({ pageId: id, kind: error.kind }, "labels could not be read; tried again later");
      await enqueueReadLabels(db(), page.id, new Date(Date.now() + (error.regainAccessMs ?? retryAfterMs)));
      return;
    }
  }
}
