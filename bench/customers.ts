import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { CustomerSelection } from "../lib/customers/data";
import { openChaosServer } from "../scripts/chaos/chaos-server";
import { createRandom } from "../scripts/chaos/random";
import { createTestDatabase } from "../scripts/testing/test-database";
import { fillTables, labelCount, makeMembers, pageId } from "./audience-data";
import { measure, round, type Measured } from "./measure";

const customers = Number(process.env.BENCH_CUSTOMERS ?? 1_000_000);
const block = 100;
const say = (words: string) => console.error(words);

const server = await openChaosServer();
const folder = await mkdtemp(join(tmpdir(), "labelcast-bench-"));
const graph = await openInstantGraph();
try {
  const database = await createTestDatabase(server.url);
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    PUBLIC_URL: "http://127.0.0.1",
    GRAPH_API_URL: graph.url,
    LOG_LEVEL: "silent",
  });
  await fill(database.url);
  const figures = await run();
  console.log(JSON.stringify({ case: "customers", customers, labels: labelCount, ...figures }));
} finally {
  const { closeDatabase } = await import("../lib/db");
  await closeDatabase();
  graph.close();
  await rm(folder, { recursive: true, force: true });
  await server.close();
}
process.exit(0);

/** Names as people have them, so that searching finds few, many and nobody. */
async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", (error) => say(String(error)));
  await client.connect();
  say(`Filling ${customers} customers …`);
  await fillTables(client, customers, makeMembers(customers));
  await client.query("SET session_replication_role = replica");
  await client.query(
    `UPDATE customer SET name = given.names[1 + (ordinal::bigint * 7919) % 12] || ' ' || given.surnames[1 + (ordinal::bigint * 104729) % 10]
            || chr(97 + ordinal % 26) || chr(97 + (ordinal / 26) % 26),
            window_opened_at = now() - ordinal % 172800 * interval '1 second'
       FROM (SELECT ARRAY['Zoé','Ada','Łukasz','Mai','Søren','Ye-jin','Caio','Huda','Nils','Mei','Paolo','Aditya'] AS names,
                    ARRAY['Gauthier','Nilsen','Hoàng','Tanaka','Costa','Kapoor','Ferrari','Perrin','Kang','Müller'] AS surnames)
            AS given`,
  );
  await client.query("UPDATE page SET imported_at = now()");
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM ANALYZE customer");
  await client.end();
}

async function run() {
  const { listCustomers } = await import("../lib/customers/data");
  const { changeLabel } = await import("../lib/customers/mutations");
  const { db } = await import("../lib/db");
  const { sealToken } = await import("../lib/token-cipher");
  await db().page.update({ where: { id: pageId }, data: { tokenSealed: sealToken("token", pageId) } });
  const user = await db().user.create({ data: { email: "bench@example.com", name: "Bench" } });
  const id = pageId as never;
  const random = createRandom(7);
  const list = async (view: CustomerSelection, from: number) =>
    JSON.stringify(await listCustomers(id, view, { from, limit: block })).length;
  say("First look at the Page …");
  const startedAtMs = performance.now();
  await list({ filter: { op: "LABEL", labelId: "1" } }, 0);
  const firstLookMs = round(performance.now() - startedAtMs);
  const place = () => Math.floor(random.next() * (customers - block));
  const filter = {
    op: "AND",
    operands: [
      { op: "LABEL", labelId: "1" },
      { op: "NOT", operand: { op: "LABEL", labelId: "7" } },
    ],
  } as const;
  const lists: Record<string, Measured> = {};
  for (const sort of ["name", "lastMessage", "window"] as const) {
    for (const direction of ["forward", "reversed"] as const) {
      lists[`${sort} ${direction}`] = await measure(() => list({ filter: null, sort, direction }, place()));
      const view = { filter, sort, direction } as unknown as CustomerSelection;
      lists[`${sort} ${direction}, filtered`] = await measure(() => list(view, Math.floor(place() / 2)));
    }
  }
  const searches: Record<string, Measured> = {};
  for (const search of ["z", "zoe", "soren mull", "gauthierab", "99999", "nobody at all"])
    searches[search] = await measure(() => list({ filter: null, search }, 0));
  let turn = 0;
  const toggleMs = await measure(
    () => {
      const action = turn++ % 2 === 0 ? ("assign" as const) : ("remove" as const);
      return changeLabel(id, user.id, { action, psid: String(1_000 + (turn >> 1)), labelId: "200" });
    },
    { repetitionsMax: 200 },
  );
  return { firstLookMs, lists, searches, toggleMs, beside: await measureBeside(lists) };
}

/** What one would write first: Prisma's findMany with relations and OFFSET, at the same places. */
async function measureBeside(lists: Record<string, Measured>) {
  const { db } = await import("../lib/db");
  const random = createRandom(7);
  const read = (where: object, skip: number) =>
    db().customer.findMany({
      where: { pageId, ...where },
      orderBy: { name: "asc" },
      skip,
      take: block,
      include: { assignments: { include: { label: true } } },
    });
  const options = { repetitionsMax: 20, repetitionsMin: 5, budgetMs: 30_000 };
  const plain = await measure(() => read({}, Math.floor(random.next() * (customers - block))), options);
  const where = {
    AND: [{ assignments: { some: { labelKey: 1 } } }, { NOT: { assignments: { some: { labelKey: 7 } } } }],
  };
  const filtered = await measure(() => read(where, Math.floor((random.next() * customers) / 3)), options);
  return {
    "findMany with OFFSET": plain,
    "findMany with OFFSET, filtered": filtered,
    timesSlower: round(plain.p50 / lists["name forward"]!.p50),
    timesSlowerFiltered: round(filtered.p50 / lists["name forward, filtered"]!.p50),
  };
}

/** A Graph that answers at once: what is measured is ours alone. */
async function openInstantGraph() {
  const answering = createServer((incoming, outgoing) => {
    incoming.resume().on("end", () => outgoing.end('{"success":true}'));
  });
  await new Promise<void>((resolve) => answering.listen(0, "127.0.0.1", resolve));
  const { port } = answering.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      answering.close();
      answering.closeAllConnections();
    },
  };
}
