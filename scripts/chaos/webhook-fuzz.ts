import { createHmac } from "node:crypto";
import { openWorld, type TestPage, type Truth, type World } from "../testing/world";
import { openChaosServer } from "./chaos-server";
import type { Random } from "./random";
import type { Scenario, ScenarioOptions, ScenarioReport } from "./scenario";
import { makeFuzzBody, type FuzzSubject } from "./webhook-fuzz-bodies";

export const webhookFuzz: Scenario = {
  name: "webhook-fuzz",
  promise:
    "Whatever is posted as a webhook: never a failure of ours, nothing changes without a valid signature, and what comes twice changes nothing twice",
  roundsDefault: 100,
  run: runScenario,
};

const bodiesARound = 1_000;

export interface FuzzTally {
  bodies: number;
  kept: number;
  violations: string[];
}

async function runScenario({ rounds, random, say }: ScenarioOptions): Promise<ScenarioReport> {
  const server = await openChaosServer();
  const world = await openWorld(server.url);
  const tally: FuzzTally = { bodies: 0, kept: 0, violations: [] };
  try {
    const page = await world.connect({ customers: 20, labels: 4 });
    await world.drain();
    for (let round = 1; round <= rounds; round++) {
      await runWebhookFuzz(page, { world, random, tally, bodies: bodiesARound });
      if (round % 10 === 0) say(`${tally.bodies} bodies, ${tally.violations.length} violations`);
    }
  } finally {
    await world.close();
    await server.close();
  }
  return {
    figures: { bodies: tally.bodies, "understood and kept": tally.kept },
    violations: tally.violations,
  };
}

interface FuzzRound {
  world: World;
  random: Random;
  tally: FuzzTally;
  bodies: number;
}

/** Half of the bodies come without a valid signature; then the other half, signed; then those once more. */
export async function runWebhookFuzz(page: TestPage, round: FuzzRound): Promise<void> {
  const { world, random, tally, bodies } = round;
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  const subject: FuzzSubject = {
    pageId: page.pageId,
    psids: [...customers.map(({ psid }) => psid), "999", "x"],
    labelIds: page.labels.map(({ id }) => id),
  };
  const half = Math.ceil(bodies / 2);
  const unsigned = Array.from({ length: half }, () => makeFuzzBody(random, subject));
  const signed = Array.from({ length: half }, () => makeFuzzBody(random, subject));
  const before = await readState(page.pageId);
  for (const body of unsigned) await post(body, badSignature(random, body), [403], tally);
  if ((await readState(page.pageId)) !== before) tally.violations.push("an unsigned body changed something");
  const keptBefore = await countKept(page.pageId);
  for (const body of signed) await post(body, signatureOf(body), [200], tally);
  tally.kept += (await countKept(page.pageId)) - keptBefore;
  await settle(round);
  const once = await readState(page.pageId);
  for (const body of signed) await post(body, signatureOf(body), [200], tally);
  await settle(round);
  if ((await readState(page.pageId)) !== once)
    tally.violations.push("what came twice changed something twice");
}

async function post(
  body: Buffer,
  signature: string | null,
  expected: number[],
  tally: FuzzTally,
): Promise<void> {
  const headers = new Headers(signature === null ? {} : { "x-hub-signature-256": signature });
  const address = `${process.env.PUBLIC_URL!}/api/webhooks/messenger`;
  const { status } = await fetch(address, { method: "POST", headers, body: new Uint8Array(body) });
  tally.bodies += 1;
  if (!expected.includes(status))
    tally.violations.push(`${status} for ${body.toString("latin1").slice(0, 200)}`);
}

function signatureOf(body: Buffer, secret = "emulator-app-secret"): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

function badSignature(random: Random, body: Buffer): string | null {
  return random.pick([
    null,
    "",
    "sha256=",
    `sha256=${"0".repeat(64)}`,
    signatureOf(body, "another secret"),
    signatureOf(Buffer.concat([body, Buffer.from(" ")])),
    signatureOf(body).replace("sha256", "sha1"),
  ]);
}

/** Applies everything. Whoever the Graph does not know is asked for and set aside, as in life. */
async function settle({ world, tally }: FuzzRound): Promise<void> {
  const { db } = await import("../../lib/db");
  for (let turn = 0; turn < 3; turn++) {
    await db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
    await world.drain();
  }
  const waiting = await db().webhookDelivery.count({ where: { processedAt: null } });
  if (waiting > 0) tally.violations.push(`${waiting} webhooks hold up those behind them`);
}

async function countKept(pageId: string): Promise<number> {
  const { db } = await import("../../lib/db");
  return db().webhookDelivery.count({ where: { pageId } });
}

/** Everything that a webhook can change, as one text. */
async function readState(pageId: string): Promise<string> {
  const { pool } = await import("../../lib/db");
  const { rows } = await pool().query<{ state: string }>(
    `SELECT md5(coalesce(string_agg(line, E'\\n' ORDER BY line), '')) AS state FROM (
       SELECT concat_ws('|', 'c', psid, name, snippet, last_message_at, window_opened_at, blocked, labels_known) AS line
         FROM customer WHERE page_id = $1
       UNION ALL
       SELECT concat_ws('|', 'a', label.label_id, assignment.ordinal)
         FROM assignment JOIN label ON label.key = assignment.label_key WHERE assignment.page_id = $1
       UNION ALL
       SELECT concat_ws('|', 'd', broadcast_id, ordinal, state, delivered_at, read_at) FROM delivery WHERE page_id = $1
     ) AS lines`,
    [pageId],
  );
  return rows[0]!.state;
}
