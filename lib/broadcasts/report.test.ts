import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allOf, openBroadcastWorld, type BroadcastWorld } from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("the report says for every meaning how many and what to do, and its file has a line for each customer", async () => {
  const { db } = await import("../db");
  const { prepareBroadcast } = await import("./prepare");
  const { readReport, streamDeliveriesCsv } = await import("./report");
  const page = await world.openPage(12);
  const pageId = page.pageId as never;
  const id = await world.start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  const customers = await db().customer.findMany({
    where: { pageId: page.pageId },
    orderBy: { ordinal: "asc" },
  });
  const change = (at: number, data: object) =>
    db().customer.update({
      where: { pageId_psid: { pageId: page.pageId, psid: customers[at]!.psid } },
      data,
    });
  await change(0, { windowOpenedAt: new Date(Date.now() - 25 * 3_600_000) });
  await change(1, { windowOpenedAt: new Date(Date.now() - 26 * 3_600_000) });
  await change(2, { optedOutAt: new Date(), name: '=cmd|"x"' });
  await world.drainAll();
  const psid = customers[5]!.psid;
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/read`, {});
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/write`, { text: "Thank you" });
  await world.settle();
  const report = await readReport(pageId, id);
  expect(report.receipts).toEqual({ delivered: 9, read: 1, replied: 1 });
  expect(report.reasons.map(({ state, reason, people }) => [state, reason, people])).toEqual([
    ["skipped", "window-closed", 2],
    ["skipped", "opted-out", 1],
  ]);
  expect(report.reasons[0]!.next).toMatch(/when they write again/);
  expect(report).toMatchObject({ predicted: 12, changedAtStart: 0 });
  expect(report.timeline.at(-1)).toMatchObject({ sent: 9, delivered: 9, read: 1 });
  const chunks: string[] = [];
  for await (const chunk of streamDeliveriesCsv(pageId, id)) chunks.push(chunk);
  const lines = chunks.join("").trimEnd().split("\r\n");
  expect(lines).toHaveLength(13);
  expect(lines[3]).toContain(`"'=cmd|""x""",skipped`);
});

test("behind every number of the report are its people, to be read and to be labelled, and nobody else", async () => {
  const { readSelection } = await import("../bulk-changes/selection");
  const { db } = await import("../db");
  const { listDeliveries } = await import("./lines");
  const { prepareBroadcast } = await import("./prepare");
  const { readReport } = await import("./report");
  const page = await world.openPage(10);
  const pageId = page.pageId as never;
  const fault = { pageId: page.pageId, kind: "error", path: "messages", count: 2, error: { code: 100 } };
  await world.control("POST", "faults", fault);
  const id = await world.start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  await db().customer.updateMany({
    where: { pageId: page.pageId, ordinal: { in: [3, 7] } },
    data: { optedOutAt: new Date() },
  });
  await world.drainAll();
  const sent = await db().delivery.findMany({
    where: { broadcastId: id, state: "sent" },
    orderBy: { ordinal: "asc" },
  });
  const told = `pages/${page.pageId}/customers/${sent[1]!.psid}`;
  await world.control("POST", `${told}/read`, {});
  await world.control("POST", `${told}/write`, { text: "Thank you" });
  await world.settle();
  const { receipts, reasons } = await readReport(pageId, id);
  expect(receipts).toEqual({ delivered: sent.length, read: 1, replied: 1 });
  expect(reasons).toHaveLength(2);
  const filters = [
    ...Object.entries(receipts).map(([receipt, people]) => ({ filter: { receipt }, people })),
    ...reasons.map(({ state, reason, people }) => ({ filter: { states: [state], reason }, people })),
  ];
  for (const { filter, people } of filters) {
    const { rows } = await listDeliveries(pageId, id, filter as never);
    expect(rows).toHaveLength(people);
    const ordinals = await readSelection(pageId, {
      ...({ kind: "broadcast", broadcastId: id, states: ["sent", "failed", "skipped"] } as const),
      ...(filter as object),
    });
    const labelled = await db().customer.findMany({
      where: { pageId: page.pageId, ordinal: { in: ordinals } },
      orderBy: { ordinal: "asc" },
    });
    expect(labelled.map(({ psid }) => psid)).toEqual(rows.map(({ psid }) => psid));
  }
  const { rows: readers } = await listDeliveries(pageId, id, { receipt: "read" });
  expect(readers.map(({ psid }) => psid)).toEqual([sent[1]!.psid]);
});

test("those of one outcome can be labelled, and nobody else is", async () => {
  const { readSelection } = await import("../bulk-changes/selection");
  const { db } = await import("../db");
  const { prepareBroadcast } = await import("./prepare");
  const page = await world.openPage(6);
  const id = await world.start(page, allOf(page));
  await prepareBroadcast({ pageId: page.pageId, broadcastId: id });
  await db().customer.updateMany({
    where: { pageId: page.pageId, ordinal: { in: [1, 4] } },
    data: { blocked: true },
  });
  await world.drainAll();
  const select = (pageId: string) =>
    readSelection(pageId as never, { kind: "broadcast", broadcastId: id, states: ["skipped"] });
  expect(await select(page.pageId)).toEqual([1, 4]);
  const other = await world.openPage(2);
  expect(await select(other.pageId)).toEqual([]);
});
