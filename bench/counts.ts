import pg from "pg";
import { encodePredicate } from "../lib/domain/predicate-code";
import { until } from "../scripts/chaos/until";
import type { Stack } from "../scripts/launch/stack";
import { fillTables, makeMembers, pageId } from "./audience-data";
import { toMeasured } from "./measure";
import { say, withProduct } from "./open-product";
import { predicates } from "./predicates";
import { signIn } from "./signed-in";

const customers = 1_000_000;
const warmUps = 20;
const repetitions = 400;
const snapshotWithinMs = 120_000;

console.log(JSON.stringify({ case: "counts", customers, ...(await withProduct(["--seed", "empty"], run)) }));
process.exit(0);

/** The counts' route as the editor asks it, over HTTP: session, role, the changes since, every node, the waterfall. */
async function run({ url, environment, startEmulator, startWeb }: Stack) {
  const client = new pg.Client({ connectionString: environment.DATABASE_URL });
  await client.connect();
  try {
    say(`${customers} customers: filling the tables …`);
    await fillTables(client, customers, makeMembers(customers));
    // As after any night: else the server tidies up after the filling while the route is measured.
    await client.query("VACUUM ANALYZE");
    await addMarketer(client);
    await startEmulator();
    await startWeb();
    const person = await signIn(url, "marketer");
    const path = `/api/pages/${pageId}/counts?predicate=${encodePredicate(predicates["six nested"])}`;
    const startedAtMs = performance.now();
    await person.read(path);
    const firstSeconds = Math.round((performance.now() - startedAtMs) / 1000);
    const read = () => person.read<{ version: string }>(path);
    // After a first count of many people its snapshot is written beside what is asked: told apart from every other day.
    const besideSnapshotMs = await measureReads(read, (at) => changeOne(client, at));
    if (!(await until(() => hasSnapshot(client), snapshotWithinMs)))
      throw new Error("no snapshot was written");
    return {
      firstSeconds,
      besideSnapshotMs,
      afterAChangeMs: await measureReads(read, (at) => changeOne(client, at)),
      unchangedMs: await measureReads(read, () => Promise.resolve()),
    };
  } finally {
    await client.end();
  }
}

async function hasSnapshot(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query("SELECT FROM audience_snapshot WHERE page_id = $1", [pageId]);
  return rowCount !== 0;
}

async function addMarketer(client: pg.Client): Promise<void> {
  await client.query(
    `WITH added AS (INSERT INTO "user" (id, email, name, demo_account)
       VALUES (gen_random_uuid(), 'marketer@example.com', 'Bench', 'marketer') RETURNING id)
     INSERT INTO membership (user_id, page_id, role) SELECT id, $1, 'marketer' FROM added`,
    [pageId],
  );
}

/** One label taken from one customer and given back at the next turn: committed before the question is asked. */
async function changeOne(client: pg.Client, at: number): Promise<void> {
  const values = [3, Math.floor(at / 2), pageId];
  await client.query(
    at % 2 === 0
      ? "DELETE FROM assignment WHERE label_key = $1 AND ordinal = $2 AND page_id = $3"
      : "INSERT INTO assignment (label_key, ordinal, page_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    values,
  );
}

async function measureReads(read: () => Promise<{ version: string }>, before: (at: number) => Promise<void>) {
  const tookMs: number[] = [];
  for (let at = 0; at < warmUps + repetitions; at++) {
    await before(at);
    const startedAtMs = performance.now();
    await read();
    if (at >= warmUps) tookMs.push(performance.now() - startedAtMs);
  }
  return toMeasured(tookMs);
}
