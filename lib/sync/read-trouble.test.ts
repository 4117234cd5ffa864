import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type Truth, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const truthOf = (pageId: string) => world.control<Truth>("GET", `truth?page=${pageId}`);
const breakReads = (pageId: string, path: string, error: object) =>
  world.control("POST", "faults", { pageId, kind: "error", path, error });
const mend = (pageId: string) => world.control("DELETE", `faults?page=${pageId}`);

async function drainLaterJobsToo(): Promise<void> {
  const { db } = await import("../db");
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
  await world.drain();
}

test("an import that loses its permission stops and says so, and nobody is called unreadable for it", async () => {
  const { db } = await import("../db");
  const { getSyncStatus } = await import("./data");
  const { pageId } = await world.connect();
  await breakReads(pageId, "custom_labels", { code: 200, subcode: 2018028 });
  await world.drain();
  expect(await getSyncStatus(pageId as never)).toMatchObject({ inStep: false, import: { state: "failed" } });
  expect(await db().customer.count({ where: { pageId, labelsUnknownReason: "unreadable" } })).toBe(0);
});

test("labels in doubt stay in doubt while they may not be read, and are read once they may", async () => {
  const { db } = await import("../db");
  const { getSyncStatus } = await import("./data");
  const { enqueueReadLabels } = await import("./read-labels-job");
  const { pageId } = await world.connect();
  await world.drain();
  await db().customer.updateMany({ where: { pageId }, data: { labelsDoubtful: true } });
  await breakReads(pageId, "custom_labels", { code: 200, subcode: 2018028 });
  await enqueueReadLabels(db(), pageId as never);
  await world.drain();
  const status = await getSyncStatus(pageId as never);
  expect(status).toMatchObject({ inStep: false, waitingCustomers: 30 });
  expect(status.trouble).toMatch(/token may not do this/);
  expect(await db().customer.count({ where: { pageId, labelsDoubtful: true, labelsKnown: true } })).toBe(30);

  await mend(pageId);
  await drainLaterJobsToo();
  expect(await getSyncStatus(pageId as never)).toMatchObject({
    inStep: true,
    waitingCustomers: 0,
    trouble: null,
  });
  expect(await db().customer.count({ where: { pageId, labelsDoubtful: true } })).toBe(0);
  expect(await readCachedLabels(pageId)).toEqual(toLabels(await truthOf(pageId)));
});

test("one person whom the Graph cannot read does not hold up the import of all others, and is read when a label changes", async () => {
  const { getSyncStatus } = await import("./data");
  const { pageId, labels } = await world.connect({ customers: 80 });
  const truth = await truthOf(pageId);
  const { psid } = truth.customers[0]!;
  await breakReads(pageId, `${psid}/custom_labels`, { code: 2 });
  await world.drain();
  const waiting = await getSyncStatus(pageId as never);
  expect(waiting.import).toMatchObject({ state: "running", done: 79, total: 80 });
  expect(waiting.import.trouble).toBe("Facebook did not answer. It is tried again by itself.");

  for (let round = 0; round < 4; round += 1) await drainLaterJobsToo();
  expect((await getSyncStatus(pageId as never)).import.state).toBe("done");
  expect(await readCachedLabels(pageId)).toEqual({ ...toLabels(truth), [psid]: null });

  await mend(pageId);
  const change = { psid, labelId: labels[0]!.id, action: "add" };
  await world.control("POST", `pages/${pageId}/inbox-labels`, change);
  await world.settle();
  expect((await readCachedLabels(pageId))[psid]).toContain(labels[0]!.id);
});

test("while the Graph answers nothing at all nobody is given up, however long it takes", async () => {
  const { db } = await import("../db");
  const { pageId } = await world.connect({ customers: 30 });
  await breakReads(pageId, "/\\d+", { code: 2 });
  for (let round = 0; round < 6; round += 1) await drainLaterJobsToo();
  expect(await db().customer.count({ where: { pageId, labelsUnknownReason: "unreadable" } })).toBe(0);
  await mend(pageId);
  await drainLaterJobsToo();
  expect(await readCachedLabels(pageId)).toEqual(toLabels(await truthOf(pageId)));
});
