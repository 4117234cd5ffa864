import { setTimeout as wait } from "node:timers/promises";
import { readCachedLabels, toLabels } from "../testing/cached-labels";
import type { TestPage, Truth, World } from "../testing/world";
import type { KeptWorkers } from "./kept-workers";
import type { Random } from "./random";
import { until } from "./until";

export interface BulkTally {
  kills: number;
  changed: number;
  /** Calls beyond the first for one customer. */
  repeated: number;
  /** The most calls that one kill can have left in flight. */
  repeatedMax: number;
  violations: string[];
}

/** One batch of the Graph. */
const inFlightMax = 50;
const endsWithinMs = 180_000;

interface Call {
  number: number;
  method: string;
  path: string;
  parameters: { user?: string };
}

/** Puts a label on everybody of a Page, kills the worker on the way, and compares with what Facebook has. */
export async function runBulkRound(
  page: TestPage,
  { world, workers, random, kills }: { world: World; workers: KeptWorkers; random: Random; kills: number },
): Promise<BulkTally> {
  const { db } = await import("../../lib/db");
  const { startBulkChange } = await import("../../lib/bulk-changes/mutations");
  const user = await db().user.findFirstOrThrow();
  const labelId = page.labels[0]!.id;
  const calls = watchCalls(world, page, labelId);
  const { jobId } = await startBulkChange(
    page.pageId as never,
    { userId: user.id, role: "admin" },
    { selection: { kind: "all", except: [] }, assign: [labelId], remove: [] },
  );
  const tally: BulkTally = { kills: 0, changed: 0, repeated: 0, repeatedMax: 0, violations: [] };
  const isOver = async () => (await db().job.findUniqueOrThrow({ where: { id: jobId } })).state === "done";
  while (tally.kills < kills && !(await isOver())) {
    const done = await countDone(jobId);
    // Each kill comes after the job has moved on, in the middle of another chunk.
    await until(async () => (await isOver()) || (await countDone(jobId)) > done, endsWithinMs);
    await wait(random.between(5, 150));
    if (await isOver()) break;
    await random.pick(workers.workers).kill();
    tally.kills += 1;
  }
  if (!(await until(isOver, endsWithinMs))) tally.violations.push("the job did not end");
  await until(() => isSettled(page), endsWithinMs);
  await compare(page, { world, jobId, tally, calls: await calls.stop() });
  return tally;
}

async function countDone(jobId: string): Promise<number> {
  const { db } = await import("../../lib/db");
  return (await db().job.findUniqueOrThrow({ where: { id: jobId }, select: { done: true } })).done;
}

/** No label is in doubt, and no webhook waits. */
async function isSettled({ pageId }: TestPage): Promise<boolean> {
  const { db } = await import("../../lib/db");
  const [doubtful, waiting] = await Promise.all([
    db().customer.count({ where: { pageId, labelsDoubtful: true } }),
    db().webhookDelivery.count({ where: { pageId, processedAt: null } }),
  ]);
  return doubtful + waiting === 0;
}

async function compare(
  page: TestPage,
  {
    world,
    jobId,
    tally,
    calls,
  }: { world: World; jobId: string; tally: BulkTally; calls: ReadonlyMap<string, number> },
): Promise<void> {
  const { db } = await import("../../lib/db");
  const labelId = page.labels[0]!.id;
  const truth = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  const without = truth.customers.filter(({ labelIds }) => !labelIds.includes(labelId)).length;
  if (without > 0) tally.violations.push(`${without} customers do not have the label on Facebook`);
  const cached = JSON.stringify(await readCachedLabels(page.pageId));
  if (cached !== JSON.stringify(toLabels(truth))) {
    const ours = await readCachedLabels(page.pageId);
    const wanted = toLabels(truth);
    const wrong = Object.keys(wanted).filter((psid) => String(ours[psid]) !== String(wanted[psid])).length;
    if (wrong > 0) tally.violations.push(`${wrong} customers are not here as they are on Facebook`);
  }
  const twice = await db().$queryRaw<unknown[]>`
    SELECT ordinal FROM label_history WHERE page_id = ${page.pageId} GROUP BY ordinal, label_key HAVING count(*) > 1`;
  if (twice.length > 0) tally.violations.push(`${twice.length} customers were changed more than once`);
  const items = await db().jobItem.groupBy({ by: ["state"], where: { jobId }, _count: true });
  const bad = items.filter(({ state }) => state !== "done" && state !== "unchanged");
  if (bad.length > 0) tally.violations.push(`items ended as ${JSON.stringify(bad)}`);
  tally.changed = items.find(({ state }) => state === "done")?._count ?? 0;
  tally.repeated = [...calls.values()].reduce((sum, count) => sum + count - 1, 0);
  tally.repeatedMax = tally.kills * inFlightMax;
  if (tally.repeated > tally.repeatedMax)
    tally.violations.push(`${tally.repeated} calls were repeated, of at most ${tally.repeatedMax} in flight`);
}

const lookEveryMs = 150;

/** Counts the calls that put the label on each customer, as the emulator was asked. */
function watchCalls(world: World, page: TestPage, labelId: string) {
  const calls = new Map<string, number>();
  let since = 0;
  const stopped = new AbortController();
  const look = async () => {
    const { requests } = await world.control<{ requests: Call[] }>(
      "GET",
      `requests?page=${page.pageId}&since=${since}`,
    );
    for (const { number, method, path, parameters } of requests) {
      since = Math.max(since, number + 1);
      if (method !== "POST" || !path.endsWith(`${labelId}/label`) || !parameters.user) continue;
      calls.set(parameters.user, (calls.get(parameters.user) ?? 0) + 1);
    }
  };
  const running = (async () => {
    while (!stopped.signal.aborted) {
      await look();
      await wait(lookEveryMs);
    }
    await look();
  })();
  return {
    stop: async (): Promise<ReadonlyMap<string, number>> => {
      stopped.abort();
      await running;
      return calls;
    },
  };
}
