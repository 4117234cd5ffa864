import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { listenEmulator, type ListeningEmulator } from "./listen";
import {
  control,
  createGraphCaller,
  seededSchema,
  truthSchema,
  type GraphCaller,
} from "./testing/graph-caller";

let emulator: ListeningEmulator;
let page: GraphCaller;
let pageId = "";
let token = "";
let psids: string[] = [];

beforeAll(async () => {
  emulator = await listenEmulator();
  ({ pageId, token } = await control(emulator, "/seed", seededSchema, {
    customers: 5,
    labels: 2,
    wroteWithinHours: 6,
  }));
  page = createGraphCaller(emulator, token);
  psids = (await control(emulator, `/truth?page=${pageId}`, truthSchema)).customers.map(({ psid }) => psid);
});
afterAll(() => emulator.stop());

const order = (fault: Record<string, unknown>): Promise<unknown> =>
  control(emulator, "/faults", z.unknown(), { pageId, ...fault });
const sendOverHttp = (psid: string): Promise<Response> =>
  fetch(`${emulator.url}/v26.0/me/messages?access_token=${token}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ recipient: { id: psid }, message: { text: "Hello" }, messaging_type: "UPDATE" }),
  });

test("an ordered error strikes as often as ordered, has no effect, and only on its Page and path", async () => {
  await order({ kind: "error", path: "/me/custom_labels", count: 1, error: { code: 4, isTransient: true } });
  const other = await control(emulator, "/seed", seededSchema, { customers: 1, labels: 1 });
  expect((await createGraphCaller(emulator, other.token).get("/v26.0/me/custom_labels")).data).toHaveLength(
    1,
  );
  expect((await page.get("/v26.0/me/conversations")).data).toHaveLength(5);
  expect(await page.post("/v26.0/me/custom_labels?page_label_name=New")).toMatchObject({
    error: { code: 4, is_transient: true },
  });
  expect((await page.get("/v26.0/me/custom_labels")).data).toHaveLength(2);
});

test("an ordered error strikes single items of a batch, and the others are answered", async () => {
  await order({ kind: "error", path: `/${psids[1]}/custom_labels`, count: 1, error: { code: 1 } });
  const batch = psids.map((psid) => ({ method: "GET", relative_url: `${psid}/custom_labels` }));
  const response = await page.send("POST", "/v26.0/", { batch });
  const answers = z.array(z.object({ code: z.number(), body: z.string() })).parse(await response.json());
  expect(answers.map(({ code }) => code)).toEqual([200, 400, 200, 200, 200]);
});

test("a call dropped after the effect ends without an answer, and the message was received all the same", async () => {
  await order({ kind: "drop-after-effect", path: "/me/messages", count: 1 });
  await expect(sendOverHttp(psids[0] ?? "")).rejects.toThrow();
  const received = await control(
    emulator,
    `/received?page=${pageId}`,
    z.array(z.object({ psid: z.string() })),
  );
  expect(received.map(({ psid }) => psid)).toEqual([psids[0]]);
});

test("a time-out ends without an answer and without an effect", async () => {
  await order({ kind: "timeout", path: "/me/messages", count: 1, delayMs: 20 });
  await expect(sendOverHttp(psids[1] ?? "")).rejects.toThrow();
  const received = await control(
    emulator,
    `/received?page=${pageId}`,
    z.array(z.object({ psid: z.string() })),
  );
  expect(received.map(({ psid }) => psid)).not.toContain(psids[1]);
});

test("an ordered error strikes messages to one customer, and usage headers say what was ordered", async () => {
  await order({ kind: "error", path: "/me/messages", psid: psids[3], count: 1, error: { code: 613 } });
  await order({ kind: "usage", path: "/me/messages", count: 1, usage: { percent: 90, regainMinutes: 2 } });
  expect(await (await sendOverHttp(psids[3] ?? "")).json()).toMatchObject({ error: { code: 613 } });
  const taken = await sendOverHttp(psids[4] ?? "");
  expect(taken.status).toBe(200);
  expect(JSON.parse(taken.headers.get("x-app-usage") ?? "")).toMatchObject({ call_count: 90 });
  expect(taken.headers.get("x-business-use-case-usage")).toContain('"estimated_time_to_regain_access":2');
});

test("a caller who gives up first is not held, and nothing happened", async () => {
  await order({ kind: "timeout", path: "/me/custom_labels", count: 1 });
  const url = `${emulator.url}/v26.0/me/custom_labels?page_label_name=Late&access_token=${token}`;
  await expect(fetch(url, { method: "POST", signal: AbortSignal.timeout(50) })).rejects.toThrow();
  expect((await page.get("/v26.0/me/custom_labels?fields=page_label_name")).data).toHaveLength(2);
});

test("a customer who blocked the Page cannot be reached until they unblock it", async () => {
  const customer = `/pages/${pageId}/customers/${psids[2]}`;
  await control(emulator, `${customer}/block`, z.unknown(), {});
  expect(await (await sendOverHttp(psids[2] ?? "")).json()).toMatchObject({
    error: { code: 551, error_subcode: 1545041 },
  });
  await control(emulator, `${customer}/unblock`, z.unknown(), {});
  expect((await sendOverHttp(psids[2] ?? "")).status).toBe(200);
});

test("more than two conversation calls a second are refused, unless the limits are switched off", async () => {
  const limited = await control(emulator, "/seed", seededSchema, { customers: 1, labels: 0 });
  const caller = createGraphCaller(emulator, limited.token);
  const burst = (): Promise<unknown[]> =>
    Promise.all([1, 2, 3].map(() => caller.get("/v26.0/me/conversations")));
  expect((await burst())[2]).toMatchObject({ error: { code: 613 } });
  await control(emulator, "/switches", z.unknown(), { pageId: limited.pageId, rateLimits: false });
  expect((await burst())[2]).toMatchObject({ data: [{}] });
});

test("usage headers count up to the day's calls, then 80006 says no until a day has passed", async () => {
  const small = await control(emulator, "/seed", seededSchema, { customers: 1, labels: 0 });
  const caller = createGraphCaller(emulator, small.token);
  const usage = async (): Promise<number> => {
    const { headers } = await caller.send("GET", "/v26.0/me");
    const schema = z.record(z.string(), z.array(z.object({ call_count: z.number() })));
    return (
      schema.parse(JSON.parse(headers.get("x-business-use-case-usage") ?? "{}"))[small.pageId]?.[0]
        ?.call_count ?? 0
    );
  };
  expect(await usage()).toBe(0);
  for (let count = 0; count < 1_200; count += 1) await caller.send("GET", "/v26.0/me");
  expect(await usage()).toBe(60);
  for (let count = 0; count < 800; count += 1) await caller.send("GET", "/v26.0/me");
  expect(await caller.get("/v26.0/me")).toMatchObject({ error: { code: 80006 } });
  emulator.clock.advance(25 * 3_600_000);
  expect(await caller.get("/v26.0/me")).toMatchObject({ id: small.pageId });
  emulator.clock.live();
});

test("requests are logged with what came of them, without tokens", async () => {
  const { requests } = await control(
    emulator,
    `/requests?page=${pageId}`,
    z.object({ requests: z.array(z.looseObject({ path: z.string() })) }),
  );
  expect(requests.length).toBeGreaterThan(5);
  expect(JSON.stringify(requests)).not.toContain(token);
});
