import pg from "pg";
import { until } from "../scripts/chaos/until";
import type { Stack } from "../scripts/launch/stack";
import { encodePredicate } from "../lib/domain/predicate-code";
import { fillTables, makeMembers, pageId as largePageId } from "./audience-data";
import { recipients, seedPage, sendBare, sendToAll } from "./broadcast-run";
import { round, toMeasured } from "./measure";
import { say, withProduct } from "./open-product";
import { predicates } from "./predicates";
import { signIn } from "./signed-in";

const largeAudience = 1_000_000;
const idleReads = 100;
const importedWithinMs = 300_000;
const preparedWithinMs = 180_000;

console.log(
  JSON.stringify({ case: "broadcast", recipients, ...(await withProduct(["--seed", "empty"], run)) }),
);
process.exit(0);

/** How exactly a broadcast keeps its limit, what the ledger can do without one, and what freezing a large audience costs. */
async function run(stack: Stack) {
  process.env.GRAPH_LIMITS = "off"; // The import is another bench.
  await stack.startEmulator();
  await stack.startWeb();
  stack.startWorker();
  Object.assign(process.env, stack.environment);
  const page = await seedPage(stack);
  const bare = await seedPage(stack);
  await connect(page);
  say("At the limit, one worker …");
  const limitedOne = await sendToAll(stack, page, true);
  say("Without a limit, one worker …");
  const freeOne = await sendToAll(stack, page, false);
  stack.startWorker();
  say("At the limit, two workers …");
  const limitedTwo = await sendToAll(stack, page, true);
  say("Without a limit, two workers …");
  const freeTwo = await sendToAll(stack, page, false);
  const bareLoopPerSecond = await sendBare(stack, bare);
  const prepared = await measurePreparing(stack);
  return {
    atTheLimit: { oneWorker: limitedOne, twoWorkers: limitedTwo },
    withoutLimit: { oneWorker: freeOne, twoWorkers: freeTwo },
    bareLoopPerSecond,
    partOfBareLoop: round(freeOne.perSecond / bareLoopPerSecond),
    prepared,
  };
}

async function connect({ pageId, token }: { pageId: string; token: string }): Promise<void> {
  const { connectPage, subscribeToWebhooks } = await import("../lib/facebook-pages/mutations");
  const { db } = await import("../lib/db");
  await subscribeToWebhooks();
  const data = { email: "bench@example.com", name: "Bench", demoAccount: "marketer" };
  const user = await db().user.create({ data });
  await connectPage({ id: pageId, name: "Large", profile: "current", token }, user.id);
  const isImported = async () =>
    (await db().page.findUniqueOrThrow({ where: { id: pageId } })).importedAt !== null &&
    (await db().customer.count({ where: { pageId, labelsKnown: true } })) === recipients;
  say("Importing …");
  if (!(await until(isImported, importedWithinMs))) throw new Error("the import did not end");
}

/** From the start to the last line of a million, while somebody edits a predicate of the same Page. */
async function measurePreparing({ url, environment }: Stack) {
  const { db } = await import("../lib/db");
  const { sealToken } = await import("../lib/token-cipher");
  const client = new pg.Client({ connectionString: environment.DATABASE_URL });
  await client.connect();
  say(`${largeAudience} customers: filling the tables …`);
  // Keys of the bench's labels begin at 1, as those of the Page that was imported do.
  await client.query("DELETE FROM page");
  await fillTables(client, largeAudience, makeMembers(largeAudience));
  await client.end();
  const user = await db().user.findFirstOrThrow();
  await db().membership.create({ data: { userId: user.id, pageId: largePageId, role: "marketer" } });
  const data = { importedAt: new Date(), tokenSealed: sealToken("nobody", largePageId) };
  await db().page.update({ where: { id: largePageId }, data });
  const person = await signIn(url, "marketer");
  const path = `/api/pages/${largePageId}/counts?predicate=${encodePredicate(predicates["six nested"])}`;
  const readOne = async () => {
    const startedAtMs = performance.now();
    await person.read(path);
    return performance.now() - startedAtMs;
  };
  for (let read = 0; read < 20; read++) await readOne();
  const idle: number[] = [];
  for (let read = 0; read < idleReads; read++) idle.push(await readOne());
  const runs = [];
  for (const name of ["first", "again"]) {
    say(`Preparing ${name} …`);
    runs.push({ name, ...(await prepareOne(user.id, readOne)) });
  }
  return { people: largeAudience, countsIdleMs: toMeasured(idle), runs };
}

async function prepareOne(userId: string, readOne: () => Promise<number>) {
  const { db } = await import("../lib/db");
  const { findPage } = await import("../lib/facebook-pages/data");
  const { saveBroadcast } = await import("../lib/broadcasts/save-draft");
  const { startBroadcast } = await import("../lib/broadcasts/start");
  const page = await findPage(largePageId);
  const content = { kind: "text", text: "Hello" } as const;
  const draft = { name: "Large", content, predicate: null, segmentId: null };
  const { id, updatedAt } = await saveBroadcast(page!.id, userId, draft);
  await startBroadcast(page!.id, userId, id, { expectedRecipients: largeAudience, basedOn: updatedAt });
  const startedAtMs = performance.now();
  const preparing = { isOver: false };
  const tookMs: number[] = [];
  const reading = (async () => {
    while (!preparing.isOver) tookMs.push(await readOne());
  })();
  const isPrepared = async () =>
    (await db().broadcast.findUniqueOrThrow({ where: { id } })).state !== "preparing";
  const isGood = await until(isPrepared, preparedWithinMs);
  const seconds = (performance.now() - startedAtMs) / 1000;
  preparing.isOver = true;
  await reading;
  const lines = await db().delivery.count({ where: { broadcastId: id } });
  if (!isGood || lines !== largeAudience) throw new Error(`${lines} lines after ${seconds} s`);
  return { seconds: round(seconds), countsMeanwhileMs: toMeasured(tookMs) };
}
