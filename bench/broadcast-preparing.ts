import pg from "pg";
import { until } from "../scripts/chaos/until";
import type { Stack } from "../scripts/launch/stack";
import { encodePredicate } from "../lib/domain/predicate-code";
import { fillTables, makeMembers, pageId as largePageId } from "./audience-data";
import { round, toMeasured } from "./measure";
import { say } from "./open-product";
import { predicates } from "./predicates";
import { signIn } from "./signed-in";

const largeAudience = 1_000_000;
const idleReads = 100;
const preparedWithinMs = 180_000;

/** From the start to the last line of a million, while somebody edits a predicate of the same Page. */
export async function measurePreparing({ url, environment }: Stack) {
  const { db } = await import("../lib/db");
  const { sealToken } = await import("../lib/token-cipher");
  const client = new pg.Client({ connectionString: environment.DATABASE_URL });
  await client.connect();
  say(`${largeAudience} customers: filling the tables …`);
  // Keys of the bench's labels begin at 1, as those of the Page that was imported do.
  await client.query("DELETE FROM page");
  await fillTables(client, largeAudience, makeMembers(largeAudience));
  // A version, as after any import: a snapshot is anchored in what the log says of its last change.
  for (const isBlocked of [true, false])
    await client.query("UPDATE customer SET blocked = $2 WHERE page_id = $1 AND ordinal = 0", [
      largePageId,
      isBlocked,
    ]);
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
  // A Page has one since its first count after the import; here that was a moment ago.
  say("Waiting for the audience's snapshot …");
  const hasSnapshot = async () => (await db().audienceSnapshot.count({ where: { parts: { gt: 0 } } })) > 0;
  if (!(await until(hasSnapshot, preparedWithinMs))) throw new Error("no snapshot was written");
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
