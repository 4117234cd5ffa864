import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

/** Slowly, so that few are on their way when the last of a row is refused, also on a slow machine. */
const slowly = { ratePerSecond: 20 };

test("a message that Facebook refuses for everybody stops after 25, with its answer; the others get it after all", async () => {
  const { db } = await import("../db");
  const { resumeBroadcast, retryFailed } = await import("./mutations");
  const page = await world.openPage(60);
  const pageId = page.pageId as never;
  const error = { code: 100, userMessage: "This attachment is too big." };
  await world.control("POST", "faults", { pageId: page.pageId, kind: "error", path: "messages", error });
  const id = await world.start(page, allOf(page), "Hello", slowly);
  await world.drain();
  const stopped = await world.read(page, id);
  expect(stopped.state).toBe("paused");
  expect(stopped.stoppedReason).toMatch(
    /2\d messages in a row for the same reason.*\(100\).*attachment is too big/,
  );
  expect(stopped.counts.failed).toBeLessThan(45);
  await world.control("DELETE", `faults?page=${page.pageId}`);
  const user = await db().user.findFirstOrThrow();
  await resumeBroadcast(pageId, user.id, id);
  await world.drainAll();
  const { counts } = await world.read(page, id);
  expect(counts).toMatchObject({ failed: stopped.counts.failed, sent: 60 - stopped.counts.failed });
  await retryFailed(pageId, user.id, id);
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 60 } });
});

test("when Facebook calls everybody unavailable, nobody is taken for blocked", async () => {
  const { db } = await import("../db");
  const page = await world.openPage(40);
  const error = { code: 551, subcode: 1545041 };
  await world.control("POST", "faults", { pageId: page.pageId, kind: "error", path: "messages", error });
  const id = await world.start(page, allOf(page), "Hello", slowly);
  await world.drain();
  expect(await world.read(page, id)).toMatchObject({ state: "paused", counts: { sent: 0 } });
  expect(await db().customer.count({ where: { pageId: page.pageId, blocked: true } })).toBe(0);
});

test("nor when they are so few that it does not stop; once the outage is over, they get it after all", async () => {
  const { db } = await import("../db");
  const { retryFailed } = await import("./mutations");
  const page = await world.openPage(5);
  const countBlocked = () => db().customer.count({ where: { pageId: page.pageId, blocked: true } });
  const error = { code: 551, subcode: 1545041 };
  await world.control("POST", "faults", { pageId: page.pageId, kind: "error", path: "messages", error });
  const id = await world.start(page, allOf(page));
  await world.drain();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { failed: 5 } });
  expect(await countBlocked()).toBe(0);
  await world.control("DELETE", `faults?page=${page.pageId}`);
  await retryFailed(page.pageId as never, (await db().user.findFirstOrThrow()).id, id);
  await world.drainAll();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 5 } });
});

test("more than half of the last hundred refused, for whatever reasons, is too many; single ones are not", async () => {
  const { Refusals } = await import("./refusals");
  const few = new Refusals();
  const many = new Refusals();
  const found: (string | undefined)[] = [];
  for (let at = 0; at < 99; at++) {
    if (at % 2 === 0) few.accept();
    else expect(few.refuse(at, `refused:${at}`, "")).toBeNull();
    if (at % 5 < 2) many.accept();
    else found.push(many.refuse(at, `refused:${at}`, "")?.code);
  }
  expect(found.filter((code) => code !== undefined)).toEqual([]);
  expect(many.refuse(100, "refused:1", "")?.code).toBe("broadcast-refused-many");
});

test("who is blocked is certain once somebody is taken", async () => {
  const { Refusals } = await import("./refusals");
  const refusals = new Refusals();
  for (const ordinal of [3, 7]) expect(refusals.refuse(ordinal, "blocked", "")).toBeNull();
  expect(refusals.accept()).toEqual([3, 7]);
  expect(refusals.accept()).toEqual([]);
  refusals.refuse(9, "blocked", "");
  expect(refusals.end()).toEqual([9]);
});
