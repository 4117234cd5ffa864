import { createHmac } from "node:crypto";
import { Agent, createServer, type Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { until } from "../scripts/chaos/until";
import type { Stack } from "../scripts/launch/stack";
import { send } from "./load";
import { round, toMeasured } from "./measure";
import { openDemo, pageId, withProduct } from "./open-product";

const eventsPerSecond = 500;
/** Meta tells up to 100 changes of a Page in one POST when it has as many. */
const eventsAPost = 100;
const seconds = 30;
/** What does not fit waits, and its waiting counts. */
const connectionsMax = 64;
const secret = "emulator-app-secret";
const appliedWithinMs = 120_000;

console.log(JSON.stringify({ case: "webhooks", ...(await withProduct(["--seed", "demo"], run)) }));
process.exit(0);

async function run(stack: Stack) {
  await openDemo(stack);
  const database = new pg.Pool({ connectionString: stack.environment.DATABASE_URL });
  const address = `${stack.url}/api/webhooks/messenger`;
  const people = await listPeople(database);
  const inBatches = await sustain(address, eventsAPost, people);
  const afterBatches = await countLost(database, inBatches.posts);
  const oneByOne = await sustain(address, 1, people);
  const afterAll = await countLost(database, inBatches.posts + oneByOne.posts);
  await database.end();
  const bare = await measureBare(people);
  return {
    eventsPerSecond,
    inBatches: { ...inBatches, lost: afterBatches.lost, appliedAfterSeconds: afterBatches.seconds },
    oneByOne: { ...oneByOne, lost: afterAll.lost, appliedAfterSeconds: afterAll.seconds },
    bareHandlerOneByOne: bare,
    ratioOneByOneP50: round(oneByOne.acknowledgedMs.p50 / bare.acknowledgedMs.p50),
  };
}

interface People {
  psids: string[];
  labelId: string;
}

async function listPeople(database: pg.Pool): Promise<People> {
  const { rows } = await database.query<{ psid: string }>(
    "SELECT psid FROM customer WHERE page_id = $1 AND labels_known ORDER BY ordinal",
    [pageId],
  );
  const label = await database.query<{ label_id: string }>(
    "SELECT label_id FROM label WHERE page_id = $1 AND name NOT LIKE 'ad_id.%' ORDER BY key LIMIT 1",
    [pageId],
  );
  return { psids: rows.map(({ psid }) => psid), labelId: label.rows[0]!.label_id };
}

/** Posts at the chosen rate whatever the answers take, as Meta does. */
async function sustain(address: string, events: number, people: People) {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsMax });
  const tookMs: number[] = [];
  const answers: Promise<void>[] = [];
  let refused = 0;
  const everyMs = (1000 * events) / eventsPerSecond;
  const posts = Math.round((seconds * eventsPerSecond) / events);
  const startedAtMs = performance.now();
  for (let number = 0; number < posts; number++) {
    const dueAtMs = startedAtMs + number * everyMs;
    if (dueAtMs > performance.now()) await wait(dueAtMs - performance.now());
    const body = makeBody(number, events, people);
    answers.push(
      post(agent, address, body).then(({ status, ms }) => {
        tookMs.push(ms);
        if (status !== 200) refused += 1;
      }),
    );
  }
  await Promise.all(answers);
  agent.destroy();
  const sorted = tookMs.toSorted((one, other) => one - other);
  const reached = (posts * events) / ((performance.now() - startedAtMs) / 1000);
  const p99 = round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? 0);
  return { posts, refused, reachedPerSecond: round(reached), acknowledgedMs: { ...toMeasured(tookMs), p99 } };
}

function makeBody(number: number, events: number, { psids, labelId }: People): Buffer {
  const changes = Array.from({ length: events }, (_, index) => ({
    field: "inbox_labels",
    value: {
      user: { id: psids[(number * events + index) % psids.length] },
      action: (number + index) % 2 === 0 ? "add" : "remove",
      label: { id: labelId, page_label_name: "x" },
    },
  }));
  const time = Math.floor(Date.now() / 1000);
  return Buffer.from(JSON.stringify({ object: "page", entry: [{ id: pageId, time, changes }] }));
}

/** 0 for a connection that broke: Meta would send it again, here it counts as refused. */
async function post(agent: Agent, url: string, body: Buffer): Promise<{ status: number; ms: number }> {
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const headers = { "x-hub-signature-256": `sha256=${signature}` };
  const startedAtMs = performance.now();
  const { status } = await send(agent, url, { method: "POST", path: "", body, headers }).catch(() => ({
    status: 0,
  }));
  return { status, ms: performance.now() - startedAtMs };
}

/** Everything that was acknowledged must be kept, and applied in the end. */
async function countLost(database: pg.Pool, posted: number): Promise<{ lost: number; seconds: number }> {
  const startedAtMs = performance.now();
  const read = async () => {
    const { rows } = await database.query<{ kept: number; waiting: number }>(
      `SELECT count(*)::int AS kept, count(*) FILTER (WHERE processed_at IS NULL)::int AS waiting
         FROM webhook_delivery WHERE page_id = $1 AND convert_from(body, 'UTF8') LIKE '%"page_label_name":"x"%'`,
      [pageId],
    );
    return rows[0]!;
  };
  await until(async () => (await read()).waiting === 0, appliedWithinMs);
  return { lost: posted - (await read()).kept, seconds: round((performance.now() - startedAtMs) / 1000) };
}

/** What a handler costs that reads the body and answers 200: the floor for any other. */
async function measureBare(people: People) {
  const server: Server = createServer((incoming, outgoing) => {
    incoming.resume().on("end", () => outgoing.end("EVENT_RECEIVED"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const figures = await sustain(`http://127.0.0.1:${port}/`, 1, people);
  server.close();
  return figures;
}
