import { afterAll, beforeAll, expect, test } from "vitest";
import type { EmulatedPage, GraphEmulator } from "./emulated-page.fixture";
import { startGraphEmulator } from "./emulated-page.fixture";
import type { GraphTargetingLabels } from "./broadcasts";

let emulator: GraphEmulator;
let page: EmulatedPage;
beforeAll(async () => {
  emulator = await startGraphEmulator();
  page = await emulator.createPage("legacy", { customers: 40 });
});
afterAll(() => emulator.stop());

test("a legacy broadcast reaches exactly the people of its predicate, and reports as many", async () => {
  const [a = "", b = "", c = ""] = page.labels.map(({ id }) => id);
  const labels: GraphTargetingLabels = {
    operator: "OR",
    values: [a, { operator: "AND", values: [b, { operator: "NOT", values: [c] }] }],
  };
  const wanted = (await page.readTruth())
    .filter(({ labelIds }) => labelIds.includes(a) || (labelIds.includes(b) && !labelIds.includes(c)))
    .map(({ psid }) => psid);
  const messageCreativeId = await page.client.createMessageCreative({ text: "New roast" });
  const broadcastId = await page.client.sendBroadcast({
    messageCreativeId,
    audience: { targeting: { labels } },
  });
  const received = (await page.readReceived()).filter(({ messages }) => messages.length > 0);
  expect(received.map(({ psid }) => psid).toSorted()).toEqual(wanted.toSorted());
  expect(await page.client.countMessagesSent(broadcastId)).toBe(wanted.length);
});

test("the reach of an audience is estimated before anything is sent", async () => {
  const [label = ""] = page.labels.map(({ id }) => id);
  const carriers = (await page.readTruth()).filter(({ labelIds }) => labelIds.includes(label));
  const estimationId = await page.client.startReachEstimation({ custom_label_id: label });
  expect(await page.client.findReachEstimate(estimationId)).toBe(carriers.length);
});

test("a scheduled broadcast is listed, and cancelled before its time", async () => {
  const messageCreativeId = await page.client.createMessageCreative({ text: "Later" });
  const scheduleAt = new Date(Date.now() + 3_600_000);
  const audience = "every-open-conversation" as const;
  const id = await page.client.sendBroadcast({ messageCreativeId, audience, scheduleAt });
  const { scheduledAt } = await page.client.getBroadcast(id);
  expect(Math.abs((scheduledAt?.getTime() ?? 0) - scheduleAt.getTime())).toBeLessThan(1_000);
  const listed: string[] = [];
  for await (const broadcast of page.client.listBroadcasts()) listed.push(broadcast.id);
  expect(listed).toContain(id);
  await page.client.cancelBroadcast(id);
});

test("a current Page has no broadcasts any more", async () => {
  const current = await emulator.createPage("current", { customers: 1 });
  await expect(current.client.createMessageCreative({ text: "x" })).rejects.toMatchObject({
    name: "GraphError",
    provesNothingDone: true,
  });
});
