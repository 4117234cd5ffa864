import { db } from "../db";
import { findPage, graphOf } from "../facebook-pages/data";
import { GraphError } from "../graph/errors";
import { toGraphReadProblem } from "../graph-problem";
import type { JobContext } from "../jobs/job-context";
import { log } from "../log";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { enqueueReadLabels } from "./read-labels-job";
import { readManyMax, readManyPeople } from "./read-people";
import { listWaiting, savePeople } from "./save-people";

const retryAfterMs = 10_000;
/** What a person has to mend is looked at again now and then, in case they mended it on Facebook. */
const retryLastingAfterMs = 5 * 60_000;

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
  try {
    while (!abortSignal?.aborted) {
      const waiting = await listWaiting(page.id, readManyMax, { isImport: false });
      if (waiting.length === 0) {
        await noteTrouble(page.id, null);
        return;
      }
      const read = await readManyPeople(
        graph,
        waiting.map(({ psid }) => psid),
      );
      const trouble = (await savePeople(page.id, waiting, read.people)) ?? read.trouble;
      await announce(page.id, ["labels", "customers", "audience", "sync"]);
      if (trouble) throw trouble;
    }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    log.warn({ pageId: id, kind: error.kind }, "labels could not be read; tried again later");
    const problem = toGraphReadProblem(error, page.id);
    await noteTrouble(page.id, problem instanceof Problem ? toWords(problem) : error.message);
    const afterMs = error.isRetryable ? (error.regainAccessMs ?? retryAfterMs) : retryLastingAfterMs;
    await enqueueReadLabels(db(), page.id, new Date(Date.now() + afterMs));
  }
}

async function noteTrouble(pageId: PageId, syncTrouble: string | null): Promise<void> {
  const { count } = await db().page.updateMany({
    where: { id: pageId, ...(syncTrouble === null ? { NOT: { syncTrouble: null } } : {}) },
    data: { syncTrouble },
  });
  if (count > 0) await announce(pageId, ["sync"]);
}
