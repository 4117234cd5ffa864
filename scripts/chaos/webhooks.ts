import { setTimeout as wait } from "node:timers/promises";
import { readCachedLabels, toLabels } from "../testing/cached-labels";
import type { PageId } from "../../lib/page-id";
import { openWorld, type TestPage, type Truth, type World } from "../testing/world";
import { openChaosServer } from "./chaos-server";
import { keepWorkers, type KeptWorkers } from "./kept-workers";
import type { Random } from "./random";
import type { Scenario, ScenarioOptions, ScenarioReport } from "./scenario";
import { until } from "./until";

export const webhooks: Scenario = {
  name: "webhooks",
  promise:
    "However webhooks are lost, doubled and shuffled while workers are killed, a comparison finds what was lost, and our labels end up as the Page has them",
  roundsDefault: 10,
  run: runWebhooks,
};

const changesARound = 1_000;
const killsARound = 3;
const changeEveryMsMax = 20;
const appliesWithinMs = 90_000;
const comparesWithinMs = 120_000;

export interface WebhookTally {
  changes: number;
  killed: number;
  delivered: number;
  /** Differences that comparisons found and repaired. */
  repaired: number;
  violations: string[];
}

async function runWebhooks({ rounds, random, say }: ScenarioOptions): Promise<ScenarioReport> {
  const server = await openChaosServer();
  const world = await openWorld(server.url);
  const tally: WebhookTally = { changes: 0, killed: 0, delivered: 0, repaired: 0, violations: [] };
  try {
    const page = await world.connect({ customers: 80, labels: 8, hasOddAccounts: true });
    await world.drain();
    const workers = await keepWorkers(2, {
      graphUrl: world.emulator.url,
      logFolder: server.logFolder,
      random,
    });
    try {
      for (let round = 1; round <= rounds; round++) {
        await runWebhookRound(page, {
          world,
          workers,
          random,
          tally,
          changes: changesARound,
          kills: killsARound,
        });
        say(`${round} of ${rounds} rounds, ${tally.changes} changes, ${tally.violations.length} violations`);
      }
    } finally {
      await workers.stop();
    }
  } finally {
    await world.close();
    await server.close();
  }
  return {
    figures: {
      "labels changed in the Facebook inbox": tally.changes,
      "events delivered (5 % lost, 10 % twice, 20 % out of order)": tally.delivered,
      "differences that comparisons found and repaired": tally.repaired,
      "workers killed": tally.killed,
    },
    violations: tally.violations,
  };
}

interface Round {
  world: World;
  workers: KeptWorkers;
  random: Random;
  tally: WebhookTally;
  changes: number;
  kills: number;
}

/** Changes labels in the Facebook inbox, kills workers on the way, and compares when everything was applied. */
export async function runWebhookRound(page: TestPage, round: Round): Promise<void> {
  const { world, workers, random, tally, changes, kills } = round;
  const { pageId, labels } = page;
  const truth = () => world.control<Truth>("GET", `truth?page=${pageId}`);
  await orderTrouble(world, pageId);
  const customers = (await truth()).customers.filter(({ labelsReadable }) => labelsReadable);
  const killAt = new Set(Array.from({ length: kills }, () => random.between(0, changes - 1)));
  for (let change = 0; change < changes; change++) {
    await world.control("POST", `pages/${pageId}/inbox-labels`, {
      psid: random.pick(customers).psid,
      labelId: random.pick(labels).id,
      action: random.pick(["add", "remove"]),
    });
    tally.changes += 1;
    await wait(random.between(0, changeEveryMsMax)); // So that a kill meets some applied, some under way, some to come.
    if (!killAt.has(change)) continue;
    await random.pick(workers.workers).kill();
    tally.killed += 1;
  }
  await world.control("DELETE", `faults?page=${pageId}`);
  if (!(await until(() => isApplied(round), appliesWithinMs)))
    tally.violations.push("webhooks were not applied");
  await compareAndRepair(pageId, round);
  const [cached, real] = [await readCachedLabels(pageId), toLabels(await truth())];
  for (const [psid, labelIds] of Object.entries(real)) {
    const ours = cached[psid];
    if (JSON.stringify(ours) !== JSON.stringify(labelIds))
      tally.violations.push(`${psid} has ${JSON.stringify(labelIds)}, we believe ${JSON.stringify(ours)}`);
  }
  if (Object.keys(cached).length !== Object.keys(real).length)
    tally.violations.push("there are other customers");
}

/** What was lost nobody tells: it is found by comparing, which also goes on when its worker is killed. */
async function compareAndRepair(pageId: string, { workers, random, tally }: Round): Promise<void> {
  const { db } = await import("../../lib/db");
  const { startComparison } = await import("../../lib/sync/comparison-progress");
  const jobId = await startComparison(pageId as PageId, "repair", null);
  await random.pick(workers.workers).kill();
  tally.killed += 1;
  const isDone = async () => (await db().job.findUniqueOrThrow({ where: { id: jobId } })).state === "done";
  if (!(await until(isDone, comparesWithinMs))) tally.violations.push("a comparison did not end");
  tally.repaired += await db().drift.count({ where: { jobId } });
}

async function orderTrouble(world: World, pageId: string): Promise<void> {
  for (const [kind, probability] of [
    ["webhook-drop", 0.05],
    ["webhook-duplicate", 0.1],
    ["webhook-reorder", 0.2],
  ]) {
    await world.control("POST", "faults", { pageId, kind, probability });
  }
}

/** Delivered, applied, and whoever was in doubt has been read from the Page again. */
async function isApplied({ world, tally }: Round): Promise<boolean> {
  const { db } = await import("../../lib/db");
  const { delivered, pending } = await world.control<{ delivered: number; pending: number }>("POST", "flush");
  tally.delivered = Math.max(tally.delivered, delivered);
  if (pending > 0) return false;
  const [kept, doubtful] = await Promise.all([
    db().webhookDelivery.count({ where: { processedAt: null } }),
    db().customer.count({
      where: { OR: [{ labelsDoubtful: true }, { labelsUnknownReason: "not-read-yet" }] },
    }),
  ]);
  return kept === 0 && doubtful === 0;
}
