import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

/** A webhook of some minutes ago that nobody has applied yet. @returns what applies it */
async function fallBehind(pageId: string): Promise<() => Promise<void>> {
  const { db } = await import("../db");
  const body = Buffer.from("{}");
  const { id } = await db().webhookDelivery.create({ data: { pageId, body, receivedAt: inMinutes(-6) } });
  return async () => {
    await db().webhookDelivery.update({ where: { id }, data: { processedAt: new Date() } });
  };
}

/** Without the webhooks' own job: what is behind stays so until it is said. */
async function runDue(): Promise<void> {
  const { db } = await import("../db");
  await db().$executeRaw`
    DELETE FROM graphile_worker._private_jobs AS job USING graphile_worker._private_tasks AS task
     WHERE task.id = job.task_id AND task.identifier = 'ingest-webhooks'`;
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
  await world.drain();
}

test("while changes from Facebook wait too long to be applied, nobody is written to; then it goes on", async () => {
  const { getProgress } = await import("./data");
  const { prepareBroadcast } = await import("./prepare");
  const page = await world.openPage(5);
  const pageId = page.pageId as never;
  const id = await world.start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const catchUp = await fallBehind(page.pageId);
  await runDue();
  expect(await world.received(page.pageId)).toEqual([]);
  const held = await getProgress(pageId, id);
  expect(held).toMatchObject({ state: "sending", counts: { pending: 5 }, remainingMs: null });
  expect(held.waitsFor).toMatch(/waiting for 6 minutes/);
  await catchUp();
  await runDue();
  expect(await getProgress(pageId, id)).toMatchObject({
    state: "completed",
    counts: { sent: 5 },
    waitsFor: null,
  });
});

test("the audience is not frozen from a cache that is behind; after half an hour it is a draft again", async () => {
  const { db } = await import("../db");
  const { getProgress } = await import("./data");
  // On a Page of its own each: what the emulator tells of messages that went out has all of the Page applied.
  const start = async () => {
    const page = await world.openPage(5);
    const id = await world.start(page, allOf(page));
    const catchUp = await fallBehind(page.pageId);
    await runDue();
    const waiting = await getProgress(page.pageId as never, id);
    expect(waiting).toMatchObject({ state: "preparing", recipients: 0, stoppedReason: null });
    expect(waiting.waitsFor).toMatch(/Sending waits until they are/);
    return { page, id, catchUp };
  };
  const one = await start();
  const other = await start();
  await one.catchUp();
  await db().broadcast.update({ where: { id: other.id }, data: { preparingSince: inMinutes(-31) } });
  await runDue();
  expect(await world.read(one.page, one.id)).toMatchObject({ state: "completed", counts: { sent: 5 } });
  const draft = await world.read(other.page, other.id);
  expect(draft).toMatchObject({ state: "draft", recipients: 0 });
  expect(draft.stoppedReason).toMatch(/31 minutes ago/);
});

test("a scheduled broadcast waits for the cache at its time, as it says, and begins when that has caught up", async () => {
  const { db } = await import("../db");
  const { getProgress } = await import("./data");
  const page = await world.openPage(3);
  const pageId = page.pageId as never;
  const schedule = async (tooLateAt?: string) => {
    const scheduledAt = inMinutes(5).toISOString();
    const id = await world.start(page, allOf(page), "Hello", { scheduledAt, tooLateAt });
    await db().broadcast.update({ where: { id }, data: { scheduledAt: inMinutes(-1) } });
    return id;
  };
  const id = await schedule();
  const over = await schedule(inMinutes(60).toISOString());
  const catchUp = await fallBehind(page.pageId);
  await db().broadcast.update({ where: { id: over }, data: { tooLateAt: inMinutes(-0.5) } });
  await runDue();
  const waiting = await getProgress(pageId, id);
  expect(waiting).toMatchObject({ state: "scheduled", stoppedReason: null });
  expect(waiting.waitsFor).toMatch(/Sending waits until they are/);
  // Whose time is over meanwhile does not wait for ever.
  expect(await world.read(page, over)).toMatchObject({ state: "draft" });
  expect((await world.read(page, over)).stoppedReason).toMatch(/Its time is over/);
  await catchUp();
  await runDue();
  expect(await world.read(page, id)).toMatchObject({ state: "completed", counts: { sent: 3 } });
});
