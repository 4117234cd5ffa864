import { setTimeout as wait } from "node:timers/promises";
import { mostInASecond } from "../../emulator/stalls";
import type { TestPage, World } from "../testing/world";
import type { ChaosServer } from "./chaos-server";
import type { KeptWeb } from "./kept-web";
import type { KeptWorkers } from "./kept-workers";
import { compareWithReceived, listAttempting, lookAtLedger, watchLedger } from "./ledger-watch";
import type { Random } from "./random";
import { until } from "./until";

/** One Page's broadcast in a round. */
export interface BroadcastPlan {
  page: TestPage;
  ratePerSecond: number;
}

/** What a killed worker leaves unknown of a broadcast: the sum of what the Graph had in hand and two kinds of our own. */
interface AtKill {
  ratePerSecond: number;
  unknown: number;
  /** Left the worker, and the Graph had not answered. */
  underWay: number;
  /** Marked, and never left. */
  notOut: number;
  /** Answered, and not written down. */
  unwritten: number;
}

export interface BroadcastTally {
  killedWorkers: number;
  killedWebs: number;
  killedDatabases: number;
  looks: number;
  recipients: number;
  received: number;
  /** Unknown for good: nobody can prove whether the message arrived. The emulator says that it did not. */
  unsettled: number;
  goneOnAfterMs: number[];
  atKills: AtKill[];
  /** By rate: the most messages that left within one second. */
  mostInSecond: Map<number, number>;
  violations: string[];
}

interface Running extends BroadcastPlan {
  broadcastId: string;
  recipients: number;
}

interface Round {
  world: World;
  workers: KeptWorkers;
  random: Random;
  tally: BroadcastTally;
  broadcasts: Running[];
}

/** Less than until another worker is started in its place. */
const arrivesWithinMs = 400;
const goesOnWithinMs = 30_000;
const completesWithinMs = 120_000;
const settlesWithinMs = 60_000;

export function createTally(): BroadcastTally {
  return {
    killedWorkers: 0,
    killedWebs: 0,
    killedDatabases: 0,
    looks: 0,
    recipients: 0,
    received: 0,
    unsettled: 0,
    goneOnAfterMs: [],
    atKills: [],
    mostInSecond: new Map(),
    violations: [],
  };
}

/** Sends to everybody on these Pages at once, kills on the way, and asks the emulator in the end who received what. */
export async function runBroadcastRound(
  plans: readonly BroadcastPlan[],
  {
    world,
    workers,
    random,
    tally,
    kills,
    server,
    web,
  }: Omit<Round, "broadcasts"> & {
    kills: number;
    /** Given when the web app is to be killed too. */
    web: KeptWeb | null;
    /** Given when the database is to be killed too. */
    server: ChaosServer | null;
  },
): Promise<void> {
  const broadcasts = await Promise.all(plans.map(startBroadcast));
  const round: Round = { world, workers, random, tally, broadcasts };
  const watches = broadcasts.map(({ broadcastId, recipients }) => watchLedger(broadcastId, recipients));
  await awaitGoingOn(round);
  for (let count = 0; count < kills && !(await areAllOver(round)); count++) {
    await wait(random.between(100, 2_000));
    if (server && random.next() < 0.4) {
      await server.killAndStart(random);
      tally.killedDatabases += 1;
    } else if (web && random.next() < 0.2) {
      await web.kill();
      tally.killedWebs += 1;
    } else await killWorker(round);
    await awaitGoingOn(round);
  }
  if (!(await until(() => areAllOver(round), completesWithinMs)))
    tally.violations.push(`a broadcast did not end: ${JSON.stringify(await lookAtAll(round))}`);
  await settle(round);
  for (const watch of watches) {
    const { looks, violations } = await watch.stop();
    tally.looks += looks;
    tally.violations.push(...violations);
  }
  for (const broadcast of broadcasts) await compare(round, broadcast);
}

async function startBroadcast({ page, ratePerSecond }: BroadcastPlan): Promise<Running> {
  const { db } = await import("../../lib/db");
  const { findPage } = await import("../../lib/facebook-pages/data");
  const { saveBroadcast } = await import("../../lib/broadcasts/save-draft");
  const { startBroadcast: start } = await import("../../lib/broadcasts/start");
  const { reviewBroadcast } = await import("../../lib/broadcasts/review");
  const [found, user] = await Promise.all([findPage(page.pageId), db().user.findFirstOrThrow()]);
  const pageId = found!.id;
  const predicate = { op: "LABEL" as const, labelId: page.labels[0]!.id };
  const content = { kind: "text" as const, text: "Hello" };
  const draft = { name: "Chaos", content, predicate, segmentId: null, ratePerSecond };
  const { id } = await saveBroadcast(pageId, user.id, draft);
  const { waterfall, broadcast } = await reviewBroadcast(pageId, id);
  const agreed = { expectedRecipients: waterfall.willReceive, basedOn: broadcast.updatedAt };
  await start(pageId, user.id, id, agreed);
  return { page, ratePerSecond, broadcastId: id, recipients: waterfall.willReceive };
}

async function killWorker({ workers, random, tally, broadcasts }: Round): Promise<void> {
  const victim = random.pick(workers.workers);
  const pid = victim.pid();
  const atKill = broadcasts.map(({ broadcastId }) => victim.graph.lines(broadcastId));
  await victim.kill();
  tally.killedWorkers += 1;
  if (pid === undefined) return;
  const unknown = await Promise.all(broadcasts.map(({ broadcastId }) => listAttempting(broadcastId, pid)));
  // What arrives from a dead worker was under way when it died: on a busy machine it waits to be read.
  await wait(arrivesWithinMs);
  for (const [index, { broadcastId, ratePerSecond }] of broadcasts.entries()) {
    const lines = unknown[index]!;
    if (lines.length === 0) continue;
    const { underWay, answered } = victim.graph.lines(broadcastId);
    const unanswered = lines.filter((line) => !atKill[index]!.answered.has(line));
    const notOut = unanswered.filter((line) => !underWay.has(line) && !answered.has(line)).length;
    tally.atKills.push({
      ratePerSecond,
      ...{ unknown: lines.length, notOut, underWay: unanswered.length - notOut },
      unwritten: lines.length - unanswered.length,
    });
  }
}

/** Every broadcast that is not over sends again. */
async function awaitGoingOn({ workers, tally, broadcasts }: Round): Promise<void> {
  const sinceMs = Date.now();
  for (const { broadcastId } of broadcasts) {
    const hasGoneOn = () =>
      workers.workers.some(({ graph }) => (graph.departures(broadcastId).at(-1)?.atMs ?? 0) > sinceMs);
    const isWell = await until(
      async () => hasGoneOn() || (await isOver(broadcastId)),
      goesOnWithinMs + 15_000,
    );
    const afterMs = Date.now() - sinceMs;
    if (!isWell || afterMs > goesOnWithinMs)
      tally.violations.push(`sending did not go on within ${goesOnWithinMs / 1000} s`);
    if (hasGoneOn()) tally.goneOnAfterMs.push(afterMs);
  }
}

async function areAllOver({ broadcasts }: Round): Promise<boolean> {
  const over = await Promise.all(broadcasts.map(({ broadcastId }) => isOver(broadcastId)));
  return over.every(Boolean);
}

async function isOver(broadcastId: string): Promise<boolean> {
  const { db } = await import("../../lib/db");
  const broadcast = await db().broadcast.findUniqueOrThrow({ where: { id: broadcastId } });
  return broadcast.state === "completed";
}

function lookAtAll({ broadcasts }: Round) {
  return Promise.all(broadcasts.map(({ broadcastId }) => lookAtLedger(broadcastId)));
}

/** All webhooks delivered, and applied by the workers. */
async function settle({ world, tally }: Round): Promise<void> {
  const { db } = await import("../../lib/db");
  const isSettled = async () => {
    const { pending } = await world.control<{ pending: number }>("POST", "flush");
    return pending === 0 && (await db().webhookDelivery.count({ where: { processedAt: null } })) === 0;
  };
  if (!(await until(isSettled, settlesWithinMs))) tally.violations.push("webhooks were not applied");
}

async function compare({ world, workers, tally }: Round, broadcast: Running): Promise<void> {
  const { page, broadcastId, recipients, ratePerSecond } = broadcast;
  const { received, unsettled, violations } = await compareWithReceived(world, page.pageId, broadcastId);
  tally.recipients += recipients;
  tally.received += received;
  tally.unsettled += unsettled;
  tally.violations.push(...violations);
  const departures = workers.workers.flatMap(({ graph }) => graph.departures(broadcastId));
  const most = Math.max(tally.mostInSecond.get(ratePerSecond) ?? 0, mostInASecond(departures).certain);
  tally.mostInSecond.set(ratePerSecond, most);
}
