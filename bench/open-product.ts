import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../scripts/chaos/until";
import { openDatabase } from "../scripts/launch/database";
import { findFreePort } from "../scripts/launch/free-port";
import { describeStack, type Stack } from "../scripts/launch/stack";

/** Northwind Coffee, the larger Page of the demo. */
export const pageId = "100200300400501";
const importedWithinMs = 300_000;

export const say = (words: string) => console.error(words);

/** The built product in a folder of its own, as `npm run demo` starts it; ended and deleted whatever happens. */
export async function withProduct<Figures>(
  emulatorOptions: string[],
  work: (stack: Stack) => Promise<Figures>,
): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "labelcast-bench-"));
  await chmod(folder, 0o755); // As root, the server runs as another user, who must be able to enter.
  const paths = { folder, postgres: join(folder, "postgres"), shared: join(folder, "shared") };
  const database = await openDatabase(paths, say);
  const stack = describeStack({
    folder,
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: await findFreePort(),
    emulatorPort: await findFreePort(),
    emulatorOptions,
    isDemo: true,
    say,
  });
  try {
    return await work(stack);
  } finally {
    await stack.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The demo's people and Pages, imported by the worker. */
export async function openDemo(stack: Stack): Promise<{ importSeconds: number; labelIds: string[] }> {
  await stack.startEmulator();
  await stack.startWeb();
  stack.startWorker();
  Object.assign(process.env, stack.environment);
  const { connectDemo } = await import("../scripts/launch/connect-demo");
  const { db } = await import("../lib/db");
  await connectDemo();
  say("Importing the demo's Pages …");
  const startedAtMs = performance.now();
  const isImported = async () => (await db().page.count({ where: { importedAt: null } })) === 0;
  if (!(await until(isImported, importedWithinMs))) throw new Error("the import did not finish");
  const labels = await db().label.findMany({ where: { pageId }, orderBy: { key: "asc" } });
  const importSeconds = Math.round((performance.now() - startedAtMs) / 1000);
  return { importSeconds, labelIds: labels.map(({ labelId }) => labelId) };
}
