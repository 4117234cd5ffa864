import type { PageId } from "../../lib/page-id";
import { readCachedLabels, toLabels } from "../testing/cached-labels";
import { openWorld, type TestPage, type Truth, type World } from "../testing/world";
import { openChaosServer } from "./chaos-server";
import { keepWorkers, type KeptWorkers } from "./kept-workers";
import type { Random } from "./random";
import type { Scenario, ScenarioOptions, ScenarioReport } from "./scenario";
import { until } from "./until";

export const resync: Scenario = {
  name: "resync",
  promise:
    "After 36 hours of changes that Facebook told nobody, a Page of 5,000 is noticed, read again within Meta's limits though workers are killed, says how long it will take, and ends exactly as it is on Facebook",
  roundsDefault: 1,
  run: runResync,
};

const customers = 5_000;
const changes = 3_000;
const newcomers = 100;
const kills = 3;
const hoursAway = 36;
const convergesWithinMs = 600_000;

interface ResyncTally {
  seconds: number[];
  differences: number;
  killed: number;
  /** Answers in which Facebook asked us to slow down. */
  throttled: number;
  violations: string[];
}

async function runResync({ rounds, random, say }: ScenarioOptions): Promise<ScenarioReport> {
  const server = await openChaosServer();
  const world = await openWorld(server.url);
  const tally: ResyncTally = { seconds: [], differences: 0, killed: 0, throttled: 0, violations: [] };
  try {
    for (let round = 1; round <= rounds; round++) {
      const page = await world.connect({ customers, labels: 24 });
      say("Reading the Page for the first time …");
      await world.drain();
      await missEverything(world, page, random);
      const workers = await keepWorkers(2, {
        graphUrl: world.emulator.url,
        logFolder: server.logFolder,
        random,
      });
      try {
        await converge(page, { world, workers, random, tally });
      } finally {
        await workers.stop();
      }
      say(`${round} of ${rounds} rounds, ${tally.violations.length} violations`);
    }
  } finally {
    await world.close();
    await server.close();
  }
  return {
    figures: {
      "labels changed meanwhile": changes * rounds,
      "people who wrote for the first time": newcomers * rounds,
      "differences found and repaired": tally.differences,
      "workers killed": tally.killed,
      "answers that asked for patience": tally.throttled,
      "until it was the same again": `${tally.seconds.join(", ")} s`,
    },
    violations: tally.violations,
  };
}

/** Facebook unsubscribes us, and 36 hours go by. */
async function missEverything(
  world: World,
  { pageId, labels, token }: TestPage,
  random: Random,
): Promise<void> {
  await fetch(`${world.emulator.url}/v25.0/${pageId}/subscribed_apps?access_token=${token}`, {
    method: "DELETE",
  });
  const { customers: people } = await world.control<Truth>("GET", `truth?page=${pageId}`);
  for (let change = 0; change < changes; change++) {
    await world.control("POST", `pages/${pageId}/inbox-labels`, {
      psid: random.pick(people).psid,
      labelId: random.pick(labels).id,
      action: random.pick(["add", "remove"]),
    });
    if (change % (changes / hoursAway) < 1) await world.control("POST", "clock", { advanceMs: 3_600_000 });
  }
  for (let number = 0; number < newcomers; number++)
    await world.control("POST", `pages/${pageId}/customers`, { name: `Newcomer ${number}`, text: "Hello" });
}

interface Round {
  world: World;
  workers: KeptWorkers;
  random: Random;
  tally: ResyncTally;
}

async function converge({ pageId }: TestPage, { world, workers, random, tally }: Round): Promise<void> {
  const { db } = await import("../../lib/db");
  const { getSyncReport } = await import("../../lib/sync/report");
  const { watchWebhooks } = await import("../../lib/sync/watch-webhooks");
  const startedAtMs = performance.now();
  await watchWebhooks();
  const killAt = Array.from({ length: kills }, (_, index) => (customers * (index + 1)) / (kills + 2));
  const told = { timeLeft: false };
  const isDone = async () => {
    const { comparison } = await getSyncReport(pageId as PageId);
    told.timeLeft ||= comparison?.secondsLeft != null;
    if (comparison?.phase === "people" && comparison.done > (killAt[0] ?? Infinity)) {
      killAt.shift();
      await random.pick(workers.workers).kill();
      tally.killed += 1;
    }
    return comparison?.state === "done";
  };
  if (!(await until(isDone, convergesWithinMs))) tally.violations.push("it did not converge");
  tally.seconds.push(Math.round((performance.now() - startedAtMs) / 1000));
  if (!told.timeLeft) tally.violations.push("the time left was never told");
  const isQuiet = async () => (await db().customer.count({ where: { pageId, labelsDoubtful: true } })) === 0;
  await until(isQuiet, 60_000);
  tally.differences += await db().drift.count({ where: { pageId } });
  const asked = await world.control<{ requests: { code?: number }[] }>("GET", `requests?page=${pageId}`);
  tally.throttled += asked.requests.filter(({ code }) => code === 80006 || code === 613).length;
  const cached = await readCachedLabels(pageId);
  const real = toLabels(await world.control<Truth>("GET", `truth?page=${pageId}`));
  const wrong = Object.keys(real).filter(
    (psid) => JSON.stringify(real[psid]) !== JSON.stringify(cached[psid]),
  );
  if (wrong.length > 0) tally.violations.push(`${wrong.length} customers are not as on Facebook`);
  if (Object.keys(cached).length !== Object.keys(real).length)
    tally.violations.push("there are other customers");
}
