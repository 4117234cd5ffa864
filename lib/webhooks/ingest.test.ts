import fc from "fast-check";
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";

let world: World;
let page: TestPage;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
  page = await world.connect({ customers: 12 });
  await world.drain();
});
afterAll(() => world.close());

const truthOf = (pageId: string) => world.control<Truth>("GET", `truth?page=${pageId}`);

test("however webhooks are doubled and shuffled, we end with the labels that the Page has", async () => {
  const { customers } = await truthOf(page.pageId);
  for (const kind of ["webhook-duplicate", "webhook-reorder"]) {
    await world.control("POST", "faults", { pageId: page.pageId, kind, probability: 0.3 });
  }
  const change = fc.record({
    customer: fc.nat({ max: customers.length - 1 }),
    label: fc.nat({ max: page.labels.length - 1 }),
    action: fc.constantFrom("add", "remove"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 25 }), async (changes) => {
      for (const { customer, label, action } of changes) {
        await world.control("POST", `pages/${page.pageId}/inbox-labels`, {
          psid: customers[customer]!.psid,
          labelId: page.labels[label]!.id,
          action,
        });
      }
      await world.settle();
      expect(await readCachedLabels(page.pageId)).toEqual(toLabels(await truthOf(page.pageId)));
    }),
    { numRuns: 15 },
  );
  await world.control("DELETE", `faults?page=${page.pageId}`);
});

test("a body whose signature does not fit changes nothing, and a body that nobody understands harms nobody", async () => {
  const { POST } = await import("../../app/api/webhooks/messenger/route");
  const { db } = await import("../db");
  const send = (body: string, secret: string) =>
    POST(
      new Request("http://localhost/api/webhooks/messenger", {
        method: "POST",
        body,
        headers: {
          "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
        },
      }),
    );
  const kept = await db().webhookDelivery.count();
  const body = JSON.stringify({
    object: "page",
    entry: [{ id: page.pageId, time: 1, changes: [{ field: "inbox_labels" }] }],
  });
  expect((await send(body, "another secret")).status).toBe(403);
  expect(await db().webhookDelivery.count()).toBe(kept);
  for (const odd of [
    "",
    "{",
    "null",
    '{"object":"page"}',
    '{"object":"page","entry":[{"id":5,"messaging":[7]}]}',
  ]) {
    expect((await send(odd, "emulator-app-secret")).status).toBe(200);
  }
  expect((await send(body, "emulator-app-secret")).status).toBe(200);
  await world.drain();
  expect(await readCachedLabels(page.pageId)).toEqual(toLabels(await truthOf(page.pageId)));
});

test("a customer’s message opens the window, and late news never closes it", async () => {
  const { db } = await import("../db");
  const { customers } = await truthOf(page.pageId);
  const psid = customers[0]!.psid;
  const read = () =>
    db().customer.findUniqueOrThrow({ where: { pageId_psid: { pageId: page.pageId, psid } } });
  const before = await read();
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/write`, { text: "Are you open?" });
  await world.settle();
  const after = await read();
  expect(after.windowOpenedAt!.getTime()).toBeGreaterThan(before.windowOpenedAt!.getTime());
  expect(after.snippet).toBe("Are you open?");
});
