import { buildWeb } from "../launch/build";
import { openWorld, type TestPage, type World } from "../testing/world";
import { createTally, runBroadcastRound, type BroadcastTally } from "./broadcast-round";
import { openChaosServer } from "./chaos-server";
import { keepWeb, type KeptWeb } from "./kept-web";
import { keepWorkers } from "./kept-workers";
import { toSpread, type Scenario, type ScenarioOptions, type ScenarioReport } from "./scenario";

export const broadcast: Scenario = {
  name: "broadcast",
  promise:
    "However often workers, the web app and the database are killed, though answers are lost and rates limited: nobody receives a message twice, nobody is left out without a reason, the ledger adds up at every look, and sending goes on within 30 s",
  roundsDefault: 13,
  run: runBroadcast,
};

/** A crash may leave this many times as many unknown as the Graph had in hand. */
const unknownRatioMax = 1.5;
/** Between leaving the worker and being seen here a message may wait a few milliseconds for a turn. */
const arrivedRatioMax = 1.02;
const killsARound = 4;
/** Two customers in three thousand: each holds the Page's sending for seconds. */
const rateLimited = {
  ...{ kind: "error", path: "messages", method: "POST", probability: 0.0007 },
  error: { code: 613 },
};
const lostAnswers = { kind: "drop-after-effect", path: "messages", method: "POST", probability: 0.01 };

async function runBroadcast({ rounds, random, say }: ScenarioOptions): Promise<ScenarioReport> {
  const server = await openChaosServer();
  const world = await openWorld(server.url);
  await buildWeb();
  const web = await keepWeb(server.logFolder);
  await hearThrough(web);
  const tally = createTally();
  let endedByThemselves = 0;
  let told = 0;
  try {
    const fast = await openPage(world, 2_000);
    const slow = await openPage(world, 2_000);
    for (let round = 0; round < rounds; round++) {
      const workers = await keepWorkers(round % 4 < 2 ? 1 : 2, {
        graphUrl: world.emulator.url,
        logFolder: server.logFolder,
        random,
      });
      try {
        const plans = [
          { page: fast, ratePerSecond: 300 },
          { page: slow, ratePerSecond: 40 },
        ];
        const killable = round % 2 === 1 ? server : null;
        await runBroadcastRound(plans, {
          world,
          workers,
          random,
          tally,
          kills: killsARound,
          server: killable,
          web,
        });
      } finally {
        await workers.stop();
        endedByThemselves += workers.endedByThemselves();
      }
      for (const violation of tally.violations.slice(told)) say(`✗ ${violation}`);
      told = tally.violations.length;
      say(
        `${round + 1} of ${rounds} rounds, ${tally.killedWorkers} workers, ${tally.killedWebs} web apps and ${tally.killedDatabases} databases killed, ${tally.violations.length} violations`,
      );
    }
  } finally {
    await web.stop();
    await world.close();
    await server.close();
  }
  return toReport(tally, endedByThemselves);
}

/** The events of all Pages go to the web app that may be killed, instead of to this process. */
async function hearThrough({ url }: KeptWeb): Promise<void> {
  const { env } = await import("../../lib/env");
  env().PUBLIC_URL = url;
  const { subscribeToWebhooks } = await import("../../lib/facebook-pages/mutations");
  await subscribeToWebhooks();
}

async function openPage(world: World, customers: number): Promise<TestPage> {
  const page = await world.connect({ customers, labels: [{ name: "A", share: 1 }] });
  await world.drain();
  for (const fault of [lostAnswers, rateLimited])
    await world.control("POST", "faults", { pageId: page.pageId, ...fault });
  return page;
}

function toReport(tally: BroadcastTally, endedByThemselves: number): ScenarioReport {
  const violations = [...tally.violations];
  const unknowns = Object.fromEntries(
    [...new Set(tally.atKills.map(({ ratePerSecond }) => ratePerSecond))].map((rate) => {
      const kills = tally.atKills.filter(({ ratePerSecond }) => ratePerSecond === rate);
      const unknown = mean(kills.map((kill) => kill.unknown));
      const underWay = mean(kills.map((kill) => kill.underWay));
      if (unknown > unknownRatioMax * underWay)
        violations.push(
          `at ${rate}/s a kill left ${unknown.toFixed(1)} unknown with ${underWay.toFixed(1)} under way`,
        );
      const notOut = mean(kills.map((kill) => kill.notOut));
      const unwritten = mean(kills.map((kill) => kill.unwritten));
      const most = Math.max(...kills.map((kill) => kill.unknown));
      return [
        `unknown a kill at ${rate}/s`,
        `${unknown.toFixed(1)} with ${underWay.toFixed(1)} under way, ${notOut.toFixed(1)} not out yet, ${unwritten.toFixed(1)} answered and not written down (${kills.length} kills, most ${most})`,
      ];
    }),
  );
  for (const [rate, most] of tally.mostInSecond)
    if (most > rate * arrivedRatioMax + 1)
      violations.push(`${most} messages arrived in one second at ${rate}/s`);
  return {
    figures: {
      "workers killed": tally.killedWorkers,
      "web apps killed": tally.killedWebs,
      "databases killed": tally.killedDatabases,
      "workers that ended by themselves": endedByThemselves,
      recipients: tally.recipients,
      "received once": tally.received,
      "received twice": tally.violations.filter((words) => words.includes("messages")).length,
      "unknown for good": tally.unsettled,
      ...unknowns,
      "went on after": toSpread(
        tally.goneOnAfterMs.map((ms) => ms / 1000),
        "s",
      ),
      "most in one second": [...tally.mostInSecond].map(([rate, most]) => `${most} at ${rate}/s`).join(", "),
      "looks at the ledger": tally.looks,
    },
    violations,
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
