import { createHmac } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { createEmulator } from "../app";
import { control, createGraphCaller, seededSchema, truthSchema } from "../testing/graph-caller";

interface Received {
  body: string;
  headers: Headers;
}

/** A product's callback: answers the handshake, and 200 (or what `answer` says) to every notification. */
function createCallback(): { fetch: typeof fetch; received: Received[]; answer: { status: number } } {
  const received: Received[] = [];
  const answer = { status: 200 };
  const callback: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const challenge = new URL(request.url).searchParams.get("hub.challenge");
    if (challenge !== null) return new Response(challenge);
    received.push({ body: await request.text(), headers: request.headers });
    return new Response("", { status: answer.status });
  };
  return { fetch: callback, received, answer };
}

const callback = createCallback();
const emulator = createEmulator({ seed: "tiny", fetch: callback.fetch });
const app = createGraphCaller(emulator, "900100200300400|emulator-app-secret");
const northwind = createGraphCaller(emulator, "page-token-northwind");
const pageId = "100200300400501";
const fields = "inbox_labels,messages,message_echoes,message_deliveries";
const flush = (): Promise<unknown> => control(emulator, "/flush", z.unknown(), {});
afterAll(() => emulator.close());

async function subscribe(): Promise<void> {
  const subscription = {
    object: "page",
    callback_url: "http://product.test/hook",
    verify_token: "v",
    fields,
  };
  expect(await app.post("/v26.0/900100200300400/subscriptions", subscription)).toEqual({ success: true });
  expect(await northwind.post(`/v26.0/${pageId}/subscribed_apps?subscribed_fields=${fields}`)).toEqual({
    success: true,
  });
  callback.received.length = 0;
  callback.answer.status = 200;
}

async function firstCustomer(): Promise<{ psid: string; labelId: string }> {
  const { customers, labels } = await control(emulator, `/truth?page=${pageId}`, truthSchema);
  const customer = customers.find((one) => one.labelIds.length === 0);
  return { psid: customer?.psid ?? "", labelId: labels[0]?.id ?? "" };
}

test("a label given in the Facebook inbox arrives signed, with the name escaped as Meta escapes it", async () => {
  await subscribe();
  const { psid } = await firstCustomer();
  const { id } = await northwind.post("/v26.0/me/custom_labels?page_label_name=Café");
  await control(emulator, `/pages/${pageId}/inbox-labels`, z.unknown(), { psid, labelId: id, action: "add" });
  await flush();
  const [notification] = callback.received;
  expect(notification?.body).toContain("Caf\\u00e9");
  const signature = createHmac("sha256", "emulator-app-secret")
    .update(notification?.body ?? "")
    .digest("hex");
  expect(notification?.headers.get("x-hub-signature-256")).toBe(`sha256=${signature}`);
  expect(JSON.parse(notification?.body ?? "")).toMatchObject({
    object: "page",
    entry: [
      {
        id: pageId,
        changes: [
          {
            field: "inbox_labels",
            value: { user: { id: psid }, action: "add", label: { id, page_label_name: "Café" } },
          },
        ],
      },
    ],
  });
});

test("a sent message comes back as an echo with its metadata, and as a delivery", async () => {
  await subscribe();
  const { psid } = await firstCustomer();
  const body = {
    recipient: { id: psid },
    message: { text: "Hello", metadata: "line-1" },
    messaging_type: "UPDATE",
  };
  const sent = await northwind.post(`/v26.0/${pageId}/messages`, body);
  await flush();
  const all = callback.received.map(({ body: text }) => text).join("\n");
  expect(all).toContain(String(sent.message_id));
  expect(all).toContain('"metadata":"line-1"');
  expect(all).toContain('"delivery":');
  const received = await control(emulator, `/received?page=${pageId}`, z.unknown());
  expect(received).toMatchObject([
    { psid, messages: [{ mid: sent.message_id, text: "Hello", metadata: "line-1" }] },
  ]);
});

test("updates that happen together travel together, up to 100 in one notification", async () => {
  await subscribe();
  const { psid } = await firstCustomer();
  for (let count = 0; count < 130; count += 1) {
    await control(emulator, `/pages/${pageId}/customers/${psid}/write`, z.unknown(), {
      text: `Line ${count}`,
    });
  }
  await flush();
  const sizes = callback.received.map(
    ({ body }) => z.object({ entry: z.array(z.unknown()) }).parse(JSON.parse(body)).entry.length,
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(130);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
});

test("a callback that fails is tried again until it answers, and nothing is lost", async () => {
  await subscribe();
  const { psid } = await firstCustomer();
  callback.answer.status = 500;
  await control(emulator, `/pages/${pageId}/customers/${psid}/write`, z.unknown(), {
    text: "Are you there?",
  });
  await flush();
  callback.answer.status = 200;
  await flush();
  expect(callback.received.length).toBeGreaterThanOrEqual(2);
  expect(callback.received.at(-1)?.body).toContain("Are you there?");
});

test("after an hour of failures the Page is unsubscribed and has to subscribe again", async () => {
  await subscribe();
  const { psid } = await firstCustomer();
  callback.answer.status = 500;
  await control(emulator, `/pages/${pageId}/customers/${psid}/write`, z.unknown(), { text: "Hello?" });
  await flush();
  await control(emulator, "/clock", z.unknown(), { advanceMs: 3_700_000 });
  await flush();
  expect(await northwind.get(`/v26.0/${pageId}/subscribed_apps`)).toEqual({ data: [] });
});

test("a webhook can be dropped, doubled and put out of order by order", async () => {
  await subscribe();
  const page = await control(emulator, "/seed", seededSchema, {
    customers: 1,
    labels: 0,
    callbackUrl: "http://other.test/",
  });
  await createGraphCaller(emulator, page.token).post("/me/subscribed_apps?subscribed_fields=messages");
  const truth = await control(emulator, `/truth?page=${page.pageId}`, truthSchema);
  const write = (text: string): Promise<unknown> =>
    control(emulator, `/pages/${page.pageId}/customers/${truth.customers[0]?.psid}/write`, z.unknown(), {
      text,
    });
  for (const kind of ["webhook-drop", "webhook-duplicate", "webhook-reorder"]) {
    await control(emulator, "/faults", z.unknown(), { pageId: page.pageId, kind, count: 1 });
  }
  for (const text of ["one", "two", "three", "four"]) await write(text);
  await flush();
  const texts = callback.received.flatMap(({ body }) =>
    [...body.matchAll(/"text":"(\w+)"/g)].map(([, text]) => text),
  );
  expect(texts).toEqual(["two", "two", "four", "three"]);
});
