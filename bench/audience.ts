import pg from "pg";
import { countNodes } from "../lib/audience/node-counts";
import { PageAudience } from "../lib/audience/page-audience";
import { openChaosServer } from "../scripts/chaos/chaos-server";
import { createRandom } from "../scripts/chaos/random";
import { createTestDatabase } from "../scripts/testing/test-database";
import { fillTables, labelCount, makeMembers, type Members } from "./audience-data";
import type { Contender, ContenderSetting } from "./contenders/contender";
import { openDuckDb } from "./contenders/duckdb";
import { openOurs } from "./contenders/ours";
import { openIntarray, openMasks, openPlainPostgres } from "./contenders/postgres";
import { openPrisma } from "./contenders/prisma";
import { openRoaring } from "./contenders/roaring";
import { measure, round, type Measured } from "./measure";
import { predicateNames, predicates, type PredicateName } from "./predicates";

interface ContenderFigures {
  name: string;
  kind: Contender["kind"];
  builtMs: number;
  megabytes: number;
  count: Record<PredicateName, Measured>;
  first50Ms: number;
  allIdsMs: number;
  changeMs: number;
}

const sizes = [100_000, 1_000_000];
const largest = 5_000_000;
const say = (words: string) => console.error(words);

const server = await openChaosServer();
try {
  await tune(server.url);
  const runs = [];
  for (const customers of sizes) runs.push(await runAt(customers));
  const figures = {
    case: "audience",
    labels: labelCount,
    runs,
    engineAt5Million: await measureEngine(largest),
  };
  console.log(JSON.stringify(figures));
} finally {
  await server.close();
}

/** What favours PostgreSQL: memory for all data and to sort in, no compiling of queries that run once. */
async function tune(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const setting of [
    "shared_buffers = '1GB'",
    "work_mem = '64MB'",
    "jit = off",
    "random_page_cost = 1.1",
  ])
    await client.query(`ALTER SYSTEM SET ${setting}`);
  await client.end();
  await server.killAndStart(createRandom(1)); // Shared memory is taken at a start only.
}

async function runAt(customers: number) {
  const members = makeMembers(customers);
  const assignments = members.reduce((sum, { length }) => sum + length, 0);
  say(`${customers} customers, ${assignments} assignments: filling the tables …`);
  const database = await createTestDatabase(server.url);
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  try {
    const client = await pool.connect();
    await fillTables(client, customers, members);
    client.release(true);
    const setting = { databaseUrl: database.url, pool, customers, members, folder: server.logFolder };
    const contenders = await measureContenders(setting);
    return { customers, assignments, contenders, ratios: toRatios(contenders) };
  } finally {
    await pool.end();
    await database.drop();
  }
}

/** One after another, so that nobody's memory or cache is in another's way. All must count the same. */
async function measureContenders(setting: ContenderSetting): Promise<ContenderFigures[]> {
  const figures: ContenderFigures[] = [];
  const expected = new Map<PredicateName, number>();
  const openers: (() => Promise<Contender | Contender[] | null> | Contender)[] = [
    () => openOurs(setting),
    () => openPlainPostgres(setting),
    () => openPrisma(setting),
    () => openIntarray(setting),
    () => openMasks(setting),
    () => openDuckDb(setting),
    () => openRoaring(setting),
  ];
  for (const open of openers) {
    const opened = await open();
    for (const contender of [opened ?? []].flat()) {
      for (const name of predicateNames) {
        const people = await contender.count(predicates[name]);
        if (people !== (expected.get(name) ?? people))
          throw new Error(`${contender.name} counts ${people} for ${name}, not ${expected.get(name)}`);
        expected.set(name, people);
      }
      figures.push(await measureContender(contender));
      await contender.close();
    }
  }
  return figures;
}

async function measureContender(contender: Contender): Promise<ContenderFigures> {
  const count = {} as Record<PredicateName, Measured>;
  for (const name of predicateNames) count[name] = await measure(() => contender.count(predicates[name]));
  const nested = predicates["six nested"];
  const first50 = await measure(() => contender.list(nested, 50), { repetitionsMax: 50 });
  const allIds = await measure(() => contender.list(nested, null), { repetitionsMax: 20 });
  const change = await measure(() => contender.change(), { repetitionsMax: 200 });
  const { name, kind, builtMs, bytes } = contender;
  say(`${name}: ${predicateNames.map((one) => `${one} ${count[one].p50}/${count[one].p95}`).join(", ")} ms`);
  return {
    name,
    kind,
    builtMs: Math.round(builtMs),
    megabytes: round(bytes / 1e6),
    count,
    first50Ms: first50.p50,
    allIdsMs: allIds.p50,
    changeMs: change.p50,
  };
}

/** How many times as long the others take, by medians: the best plain PostgreSQL, and Prisma. */
function toRatios(contenders: readonly ContenderFigures[]) {
  const ours = contenders[0]!;
  const best = (kind: Contender["kind"], name: PredicateName) =>
    Math.min(...contenders.filter((one) => one.kind === kind).map(({ count }) => count[name].p50));
  return Object.fromEntries(
    predicateNames.map((name) => [
      name,
      {
        plainPostgres: Math.round(best("plain PostgreSQL", name) / ours.count[name].p50),
        prisma: Math.round(best("Prisma", name) / ours.count[name].p50),
      },
    ]),
  );
}

/** Our engine alone, filled from memory: how it grows. */
async function measureEngine(customers: number) {
  const audience = fillEngine(customers, makeMembers(customers));
  const count = {} as Record<PredicateName, Measured>;
  for (const name of predicateNames)
    count[name] = await measure(() => countNodes(audience, predicates[name]));
  return { customers, megabytes: round(audience.bytes / 1e6), count };
}

function fillEngine(customers: number, members: Members): PageAudience {
  const audience = new PageAudience();
  audience.reserve(customers - 1);
  for (let ordinal = 0; ordinal < customers; ordinal++) audience.writeCustomer(ordinal, 1, 0);
  for (const [index, ordinals] of members.entries()) {
    audience.addLabel(index + 1, String(index + 1));
    audience.changeLabel(index + 1, ordinals, true);
  }
  return audience;
}
