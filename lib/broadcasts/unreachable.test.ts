import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("while Facebook cannot be reached each wait is longer, and in the end it pauses and says so", async () => {
  const { db } = await import("../db");
  const { GraphError } = await import("../graph/errors");
  const { toOutcome } = await import("./send-outcome");
  const { holdsMax, readThrottledHolds, Throttling } = await import("./throttling");
  const page = await world.openPage(1);
  const pageId = page.pageId as never;
  const away = new GraphError("unreachable", "No connection");
  await db().page.update({ where: { id: page.pageId }, data: { nextSendAt: new Date() } });
  const fails = [];
  for (let run = 0; run < holdsMax; run++) {
    const throttling = new Throttling(pageId, 40, await readThrottledHolds(pageId));
    const line = { ordinal: 1, attempts: run, throttled: 0 };
    fails.push(toOutcome(line, away, { pageId, throttling }));
    await throttling.noteHeld();
  }
  expect(fails.every(({ outcome }) => outcome.state === "pending")).toBe(true);
  expect(fails[0]!.hold).toBeLessThan(3_000);
  expect(fails[5]!.hold).toBeGreaterThan(60_000);
  expect(fails.slice(0, -1).every(({ pauseReason }) => pauseReason === null)).toBe(true);
  expect(fails.at(-1)!.pauseReason).toMatch(/could not be reached 15 times in a row/);
});
