import { until } from "../scripts/chaos/until";
import type { Stack } from "../scripts/launch/stack";
import { measurePreparing } from "./broadcast-preparing";
import { recipients, seedPage, sendBare, sendToAll } from "./broadcast-run";
import { round } from "./measure";
import { say, withProduct } from "./open-product";

const importedWithinMs = 300_000;

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
