import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import type pg from "pg";
import {
  createRandom,
  openAudienceDatabase,
  readModel,
  type AudienceDatabase,
} from "../../lib/audience/audience-database.fixture";
import {
  countModelNodes,
  measureModelWaterfall,
  type ModelCustomer,
} from "../../lib/audience/audience-model.fixture";
import { buildAudience } from "../../lib/audience/build";
import { catchUp } from "../../lib/audience/change-log";
import { countNodes } from "../../lib/audience/node-counts";
import { AudienceGapError, type PageAudience } from "../../lib/audience/page-audience";
import { listSelected, measureWaterfall, select } from "../../lib/audience/selection";
import { anyPredicate } from "../../lib/domain/predicate-arbitrary.fixture";
import { openChaosServer } from "./chaos-server";
import type { Scenario, ScenarioOptions, ScenarioReport } from "./scenario";

export const audience: Scenario = {
  name: "audience",
  promise:
    "With eight writers at work, every count of every block equals asking each customer one by one, at the same instant: nobody stale, missed or invented",
  roundsDefault: 1_000,
  run: runAudience,
};

/** A round is one look at one instant. */
const casesALook = 10;
const writersAtOnce = 8;
const customersAtFirst = 250;
/** A new Page now and then: the first one's customers are being deleted all the while. */
const looksAPage = 50;

interface AudienceTally {
  cases: number;
  versions: bigint;
  rebuilds: number;
  violations: string[];
}

async function runAudience({ rounds, seed, say }: ScenarioOptions): Promise<ScenarioReport> {
  const server = await openChaosServer();
  const database = await openAudienceDatabase(server.url);
  const tally: AudienceTally = { cases: 0, versions: 0n, rebuilds: 0, violations: [] };
  try {
    for (let done = 0; done < rounds; done += looksAPage) {
      await lookWhileWriting(database, Math.min(looksAPage, rounds - done), seed + done, tally);
      say(`${tally.cases} cases over ${tally.versions} versions, ${tally.violations.length} violations`);
    }
  } finally {
    await database.close();
    await server.close();
  }
  return {
    figures: {
      "random predicates compared": tally.cases,
      "versions passed": Number(tally.versions),
      "gaps in the change log": tally.rebuilds,
    },
    violations: tally.violations,
  };
}

async function lookWhileWriting(
  database: AudienceDatabase,
  looks: number,
  seed: number,
  tally: AudienceTally,
): Promise<void> {
  const pageId = await database.createPage(customersAtFirst);
  const engine = await buildAudience(database.pool, pageId);
  const first = engine.version;
  const random = createRandom(seed);
  const writing = { isOver: false };
  const writers = Array.from({ length: writersAtOnce }, async () => {
    while (!writing.isOver) await database.writeSomething(pageId, random);
  });
  try {
    for (let look = 0; look < looks; look++) await lookOnce(database, pageId, engine, seed + look, tally);
  } finally {
    writing.isOver = true;
    await Promise.all(writers);
  }
  tally.versions += engine.version - first;
}

/** Engine and rows of one and the same instant. */
async function lookOnce(
  { pool }: { pool: pg.Pool },
  pageId: string,
  engine: PageAudience,
  seed: number,
  tally: AudienceTally,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await catchUp(client, pageId, engine);
    const model = await readModel(client, pageId);
    await client.query("COMMIT");
    compare(engine, model, seed, tally);
  } catch (error) {
    await client.query("ROLLBACK");
    if (!(error instanceof AudienceGapError)) throw error;
    tally.rebuilds += 1;
    tally.violations.push(error.message);
  } finally {
    client.release();
  }
}

function compare(
  engine: PageAudience,
  model: readonly ModelCustomer[],
  seed: number,
  tally: AudienceTally,
): void {
  const labelIds = [...engine.knownLabelIds];
  const at = new Date();
  for (const predicate of fc.sample(anyPredicate(labelIds, 5), { numRuns: casesALook, seed })) {
    tally.cases += 1;
    const { waterfall, receivers } = measureWaterfall(engine, select(engine, predicate), at);
    const ours = [countNodes(engine, predicate), { ...waterfall, receivers: [...listSelected(receivers)] }];
    const plain = [countModelNodes(model, predicate), measureModelWaterfall(model, predicate, at)];
    if (!isDeepStrictEqual(ours, plain))
      tally.violations.push(`version ${engine.version}: ${JSON.stringify(predicate)}`);
  }
}
