import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";

let world: World;
let page: TestPage;
let psid: string;
let otherPsid: string;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
  page = await world.connect({ customers: 3 });
  await world.drain();
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  psid = customers[0]!.psid;
  otherPsid = customers[1]!.psid;
});
afterAll(() => world.close());

async function keep(messaging: unknown, time: unknown = 1): Promise<void> {
  const { keepDelivery } = await import("./receive");
  const body = { object: "page", entry: [{ id: page.pageId, time, messaging: [messaging] }] };
  await keepDelivery(Buffer.from(JSON.stringify(body)));
}

const message = (text: string, more: object = {}) => ({
  sender: { id: psid },
  timestamp: Date.now(),
  message: { mid: "m_1", text },
  ...more,
});

async function readSnippet() {
  const { db } = await import("../db");
  const customer = await db().customer.findUniqueOrThrow({
    where: { pageId_psid: { pageId: page.pageId, psid } },
  });
  return customer.snippet;
}

test("a message with a character that cannot be stored is kept without it", async () => {
  await keep(message("hi\u0000 there"));
  await world.drain();
  expect(await readSnippet()).toBe("hi there");
});

test("values that make no sense do not stop the webhooks that come after them", async () => {
  const { db } = await import("../db");
  for (const timestamp of [1.5, -1, 8.64e15, 1e300, "now"])
    await keep(message("odd", { timestamp }), timestamp);
  await keep({ sender: { id: psid }, read: { watermark: 9e15 } });
  await keep({ sender: { id: "1\u0000" }, timestamp: Date.now(), message: { text: "odd" } });
  await keep({ message: { mid: "m", is_echo: true, metadata: `labelcast:${"-".repeat(36)}:1` } });
  await keep(message("still heard"));
  await world.drain();
  expect(await readSnippet()).toBe("still heard");
  expect(await db().webhookDelivery.count({ where: { processedAt: null } })).toBe(0);
});

test("of two messages that one customer writes at once, the last is the one that stands", async () => {
  await keep(message("first"));
  await keep(message("second"));
  await world.drain();
  expect(await readSnippet()).toBe("second");
});

test("a webhook that cannot be applied is set aside with the reason, and the others are applied", async () => {
  const { db } = await import("../db");
  await db().$executeRaw`ALTER TABLE customer ADD CONSTRAINT no_poison CHECK (snippet <> 'poison')`;
  await keep(message("before"));
  await keep(message("poison", { sender: { id: otherPsid } }));
  await keep(message("after"));
  await world.drain();
  expect(await readSnippet()).toBe("after");
  const aside = await db().webhookDelivery.findMany({
    where: { trouble: { contains: "no_poison" }, NOT: { processedAt: null } },
  });
  expect(aside).toHaveLength(1);
  expect(await db().webhookDelivery.count({ where: { processedAt: null } })).toBe(0);
});

test("a person whose number is too long for a computer’s numbers is still the right person", async () => {
  const { db } = await import("../db");
  const { keepDelivery } = await import("./receive");
  const body = `{"object":"page","entry":[{"id":${page.pageId},"time":1,"messaging":[
    {"sender":{"id":24633018877401211},"timestamp":${Date.now()},"message":{"text":"hello"}}]}]}`;
  await keepDelivery(Buffer.from(body));
  await world.drain();
  expect(await db().customer.count({ where: { pageId: page.pageId, psid: "24633018877401211" } })).toBe(1);
});

test("a webhook that never ends is not read to its end", async () => {
  const { POST } = await import("../../app/api/webhooks/messenger/route");
  let megabytes = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      megabytes += 0.25;
      controller.enqueue(new Uint8Array(256 * 1024));
    },
  });
  const init = { method: "POST", body: endless, duplex: "half" };
  const answer = await POST(new Request("http://localhost/api/webhooks/messenger", init));
  expect(answer.status).toBe(413);
  expect(megabytes).toBeLessThan(3);
});
