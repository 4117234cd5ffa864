import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import pg from "pg";
import { anyPredicate } from "../domain/predicate-arbitrary.fixture";
import { readModel } from "./audience-database.fixture";
import { countModelNodes } from "./audience-model.fixture";
import { catchUp } from "./change-log";
import { countNodes } from "./node-counts";
import { AudienceGapError } from "./page-audience";
import { AudienceStore, type AudienceStoreFigures } from "./store";
import { inTransaction } from "./transaction";

/** An engine in a process of its own, asked over the channel to the process that started it. */

export type EngineQuestion = { pageId: string; cases: number; seed: number };

export type EngineAnswer = {
  /** The version of the first answer: never below the Page's when the question was asked. */
  version: string;
  /** Predicates whose counts were not those of the rows, both of one instant. */
  wrong: string[];
  figures: Omit<AudienceStoreFigures, "pages">;
};

const [databaseUrl] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
pool.on("error", () => undefined);
/** Snapshots often, so that whoever starts anew starts from one. */
const store = new AudienceStore(() => pool, { snapshotVersions: 40 });

process.on("disconnect", () => process.exit());
process.on("message", (question: EngineQuestion) => {
  void answer(question).then((reply) => process.send?.(reply));
});
process.send?.("ready");

async function answer({ pageId, cases, seed }: EngineQuestion): Promise<EngineAnswer> {
  const { version } = await store.get(pageId);
  const first = version.toString();
  const wrong = await listWrong(pageId, cases, seed);
  const { pages: _, ...figures } = store.describe();
  return { version: first, wrong, figures };
}

/** The store's own audience and the rows, moved to one and the same instant. */
async function listWrong(pageId: string, cases: number, seed: number): Promise<string[]> {
  for (;;) {
    const audience = await store.get(pageId);
    try {
      const model = await inTransaction(pool, "ISOLATION LEVEL REPEATABLE READ READ ONLY", async (client) => {
        await catchUp(client, pageId, audience);
        return readModel(client, pageId);
      });
      const labelIds = [...audience.knownLabelIds].sort();
      return fc
        .sample(anyPredicate(labelIds, 5), { numRuns: cases, seed })
        .filter((one) => !isDeepStrictEqual(countNodes(audience, one), countModelNodes(model, one)))
        .map((one) => `version ${audience.version}: ${JSON.stringify(one)}`);
    } catch (error) {
      // Somebody took a version out of the log: the store notices too, and reads the Page anew.
      if (!(error instanceof AudienceGapError)) throw error;
    }
  }
}
