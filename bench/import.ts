import pg from "pg";
import { until } from "../scripts/chaos/until";
import type { Stack } from "../scripts/launch/stack";
import { round } from "./measure";
import { withProduct } from "./open-product";

const customers = 100_000;
/** As in the other measurements: label k on min(60 %, 2.02 / k) of the people, about ten labels each. */
const labels = Array.from({ length: 200 }, (_, at) => ({
  name: `Label ${at + 1}`,
  share: Math.min(0.6, 2.02 / (at + 1)),
}));
const importedWithinMs = 600_000;
const plainSample = 2_000;

interface Seeded {
  pageId: string;
  token: string;
}

console.log(JSON.stringify({ case: "import", ...(await withProduct(["--seed", "empty"], run)) }));
process.exit(0);

/** The first import of a large Page with Meta's limits switched off, through the real queue, beside plain Prisma. */
async function run(stack: Stack) {
  // Neither Meta's limits nor our own pace: what is left is what our own work costs.
  process.env.GRAPH_LIMITS = "off";
  await stack.startEmulator();
  await stack.startWeb();
  stack.startWorker();
  Object.assign(process.env, stack.environment);
  const page = await seed(stack.emulatorUrl);
  const { connectPage, subscribeToWebhooks } = await import("../lib/facebook-pages/mutations");
  const { db, closeDatabase } = await import("../lib/db");
  await subscribeToWebhooks();
  const user = await db().user.create({ data: { email: "bench@example.com", name: "Bench" } });
  const startedAtMs = performance.now();
  await connectPage({ id: page.pageId, name: "Large", profile: "current", token: page.token }, user.id);
  const isImported = async () =>
    (await db().page.findUniqueOrThrow({ where: { id: page.pageId } })).importedAt !== null;
  if (!(await until(isImported, importedWithinMs))) throw new Error("the import did not end");
  const seconds = (performance.now() - startedAtMs) / 1000;
  const assignments = await db().assignment.count({ where: { pageId: page.pageId } });
  const plainSeconds = await measurePlain(page.pageId);
  await closeDatabase();
  return {
    customers,
    labels: labels.length,
    assignments,
    seconds: round(seconds),
    plainPrismaWritesAloneSeconds: round(plainSeconds),
    ratio: round(plainSeconds / seconds),
  };
}

async function seed(emulatorUrl: string): Promise<Seeded> {
  const call = async (path: string, body: unknown) => {
    const response = await fetch(`${emulatorUrl}/_emulator/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json() as Promise<Seeded>;
  };
  const page = await call("seed", { name: "Large", customers, labels, profile: "current" });
  await call("switches", { pageId: page.pageId, rateLimits: false });
  return page;
}

/**
 * What one would write first: a customer and their labels, each with Prisma, person by person. Only the writes, without
 * any call to the Graph, for a sample, carried on to the whole.
 */
async function measurePlain(pageId: string): Promise<number> {
  const { db } = await import("../lib/db");
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query<{ key: number }>("SELECT key FROM label WHERE page_id = $1 LIMIT 10", [
    pageId,
  ]);
  await client.end();
  const startedAtMs = performance.now();
  for (let number = 0; number < plainSample; number++) {
    const ordinal = customers + 1 + number;
    await db().customer.create({ data: { pageId, ordinal, psid: `9${ordinal}`, name: "Plain" } });
    for (const { key } of rows) await db().assignment.create({ data: { pageId, labelKey: key, ordinal } });
  }
  return ((performance.now() - startedAtMs) / 1000) * (customers / plainSample);
}
