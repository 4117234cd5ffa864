import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTally, runBroadcastRound } from "../../scripts/chaos/broadcast-round";
import { keepWorkers } from "../../scripts/chaos/kept-workers";
import { createRandom } from "../../scripts/chaos/random";
import { openWorld, type TestPage, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

async function openPage(customers: number): Promise<TestPage> {
  const page = await world.connect({ customers, labels: [{ name: "A", share: 1 }] });
  await world.drain();
  return page;
}

test("when workers are killed while they send, nobody receives a message twice, nobody is left out without a reason, and sending goes on by itself", async () => {
  const page = await openPage(250);
  await world.control("POST", "faults", {
    pageId: page.pageId,
    kind: "drop-after-effect",
    path: "messages",
    method: "POST",
    probability: 0.02,
  });
  const seed = Date.now() % 1_000_000_000;
  const random = createRandom(seed);
  const logFolder = await mkdtemp(join(tmpdir(), "labelcast-kill-"));
  const tally = createTally();
  const workers = await keepWorkers(2, { graphUrl: world.emulator.url, logFolder, random });
  try {
    const plans = [{ page, ratePerSecond: 100 }];
    await runBroadcastRound(plans, { world, workers, random, tally, kills: 2, server: null, web: null });
  } finally {
    await workers.stop();
    await rm(logFolder, { recursive: true, force: true });
  }
  expect(tally.violations, `seed ${seed}`).toEqual([]);
  expect(tally.received + tally.unsettled).toBe(250);
  expect(tally.looks).toBeGreaterThan(0);
}, 240_000);

test("a line whose mark was written down but not answered waits again, because nothing had gone out", async () => {
  const { db } = await import("../db");
  const { leaseDeliveries, markAttempting, recordOutcomes, releaseLeases, toRunName } =
    await import("./ledger");
  const page = await openPage(3);
  const id = await freeze(page);
  const [lost, run] = [toRunName("worker"), toRunName("worker")];
  const [first] = await leaseDeliveries(id, lost, 1);
  await markAttempting(id, lost, [first!]);
  const [second] = await leaseDeliveries(id, run, 1);
  await markAttempting(id, run, [second!]);
  await recordOutcomes(id, run, [{ ordinal: second!.ordinal, attempt: 1, state: "sent", messageId: "m_1" }]);
  await releaseLeases(id, lost);
  await releaseLeases(id, run);
  const lines = await db().delivery.findMany({ where: { broadcastId: id }, orderBy: { ordinal: "asc" } });
  expect(lines.map(({ state }) => state)).toEqual(["pending", "sent", "pending"]);
});

test("when a worker process dies, the lines of all its runs are given up, and nobody else’s", async () => {
  const { db } = await import("../db");
  const { giveUpDeliveriesOf, leaseDeliveries, markAttempting, toRunName } = await import("./ledger");
  const id = await freeze(await openPage(3));
  for (const holder of ["dead", "dead", "alive"]) {
    const run = toRunName(holder);
    const [line] = await leaseDeliveries(id, run, 1);
    await markAttempting(id, run, [line!]);
  }
  await giveUpDeliveriesOf("dead");
  const lines = await db().delivery.findMany({ where: { broadcastId: id }, orderBy: { ordinal: "asc" } });
  expect(lines.map(({ state }) => state)).toEqual(["unknown", "unknown", "attempting"]);
});

test("an answer whose line somebody else is writing waits by itself, and the other answers do not wait with it", async () => {
  const { db, pool } = await import("../db");
  const { leaseDeliveries, markAttempting, recordOutcomes } = await import("./ledger");
  const id = await freeze(await openPage(2));
  const leases = await leaseDeliveries(id, "run", 2);
  const ordinals = leases.map(({ ordinal }) => ordinal);
  await markAttempting(id, "run", leases);
  const answers = ordinals.map((ordinal) => ({
    ordinal,
    attempt: 1,
    state: "sent" as const,
    messageId: `m_${ordinal}`,
  }));
  const other = await pool().connect();
  try {
    await other.query("BEGIN");
    await other.query("SELECT FROM delivery WHERE broadcast_id = $1 AND ordinal = $2 FOR UPDATE", [
      id,
      ordinals[0],
    ]);
    expect(await recordOutcomes(id, "run", answers)).toEqual([answers[0]]);
    await other.query("ROLLBACK");
  } finally {
    other.release();
  }
  expect(await recordOutcomes(id, "run", answers)).toEqual([]);
  expect(await db().delivery.count({ where: { broadcastId: id, state: "sent" } })).toBe(2);
  // Nor is a line waited for that is gone, since its Page was disconnected while the answer was on its way.
  await db().delivery.deleteMany({ where: { broadcastId: id } });
  expect(await recordOutcomes(id, "run", answers)).toEqual([]);
});

test("however often sending was interrupted before, it goes on within seconds of the next trouble", async () => {
  const { db, pool } = await import("../db");
  const page = await openPage(3);
  const id = await freeze(page);
  const key = `send:${id}`;
  await pool().query("UPDATE graphile_worker._private_jobs SET attempts = 8 WHERE key = $1", [key]);
  await pool().query("ALTER TABLE customer RENAME COLUMN blocked TO out_of_reach");
  await world.drain();
  await pool().query("ALTER TABLE customer RENAME COLUMN out_of_reach TO blocked");
  const { rows } = await pool().query<{ seconds: number }>(
    "SELECT extract(epoch FROM run_at - now())::int AS seconds FROM graphile_worker._private_jobs WHERE key = $1",
    [key],
  );
  expect(rows[0]!.seconds).toBeLessThan(10);
  await pool().query("UPDATE graphile_worker._private_jobs SET run_at = now()");
  await world.drain();
  expect(await db().delivery.count({ where: { broadcastId: id, state: "sent" } })).toBe(3);
});

/** A broadcast to everybody of the Page whose audience is frozen, and that nobody sends. */
async function freeze(page: TestPage): Promise<string> {
  const { db } = await import("../db");
  const broadcast = await db().broadcast.create({
    data: {
      pageId: page.pageId,
      name: "Test",
      content: { kind: "text", text: "Hello" },
      predicate: { op: "LABEL", labelId: page.labels[0]!.id },
      ratePerSecond: 100,
      state: "preparing",
    },
  });
  const { prepareBroadcast } = await import("./prepare");
  await prepareBroadcast({ pageId: page.pageId, broadcastId: broadcast.id });
  return broadcast.id;
}
