import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

/** A broadcast whose first 25 messages went out, and whose others are about to. */
async function openRunning(customers: number) {
  const { db } = await import("../db");
  const page = await world.openPage(customers);
  const id = await world.start(page, allOf(page), "Hello", { isCanary: true });
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "sending", counts: { sent: 25 } });
  const waiting = await db().delivery.findMany({
    where: { broadcastId: id, state: "pending" },
    orderBy: { ordinal: "asc" },
  });
  return {
    ...{ db: db(), page, id, waiting },
    goOn: async () => {
      await db().broadcast.update({ where: { id }, data: { canaryUntil: new Date() } });
      await world.drainAll();
    },
  };
}

for (const [what, error, words] of [
  ["restricts the Page", { code: 10, subcode: 1893063 }, /Facebook refused/],
  ["blocks it for its policy", { code: 368 }, /Facebook refused/],
  ["takes the token back", { code: 190, subcode: 460 }, /connect the Page again/],
  ["takes the permission away", { code: 200 }, /may not do this/],
] as const) {
  test(`when Facebook ${what} while it runs, it pauses with the reason, and goes on where it was`, async () => {
    const { resumeBroadcast } = await import("./mutations");
    const { db, page, id, goOn } = await openRunning(35);
    const { pageId } = page;
    await world.control("POST", "faults", { pageId, kind: "error", path: "messages", error });
    await goOn();
    const paused = await world.read(page, id);
    expect(paused).toMatchObject({ state: "paused", counts: { sent: 25, pending: 10, failed: 0 } });
    expect(paused.stoppedReason).toMatch(words);
    await world.control("DELETE", `faults?page=${pageId}`);
    const user = await db.user.findFirstOrThrow();
    await resumeBroadcast(pageId as never, user.id, id);
    await world.drainAll();
    expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 35 } });
    const got = await world.received(pageId);
    expect(got.every(({ messages }) => messages.length === 1)).toBe(true);
  });
}

test("a window that closes, a label that goes, a STOP and a block while it runs keep the message from each of them", async () => {
  const { db, page, id, waiting, goOn } = await openRunning(32);
  const { pageId } = page;
  const [closes, goes, stops, blocks] = waiting;
  const where = { pageId_psid: { pageId, psid: closes!.psid } };
  await db.customer.update({ where, data: { windowOpenedAt: new Date(Date.now() - 25 * 3_600_000) } });
  const label = { psid: goes!.psid, labelId: page.labels[0]!.id, action: "remove" };
  await world.control("POST", `pages/${pageId}/inbox-labels`, label);
  await world.control("POST", `pages/${pageId}/customers/${stops!.psid}/write`, { text: "Stop" });
  await world.control("POST", `pages/${pageId}/customers/${blocks!.psid}/block`, {});
  await world.settle();
  await goOn();
  const lines = await db.delivery.findMany({ where: { broadcastId: id }, orderBy: { ordinal: "asc" } });
  const outcomeOf = ({ ordinal }: { ordinal: number }) => {
    const { state, reason } = lines.find((line) => line.ordinal === ordinal)!;
    return [state, reason];
  };
  expect([closes, goes, stops, blocks].map((line) => outcomeOf(line!))).toEqual([
    ["skipped", "window-closed"],
    ["skipped", "no-longer-matches"],
    ["skipped", "opted-out"],
    ["failed", "blocked"],
  ]);
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 28 } });
});
