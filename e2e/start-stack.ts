import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../scripts/launch/database";
import { findFreePort } from "../scripts/launch/free-port";
import { describeStack } from "../scripts/launch/stack";

/**
 * The built product, a worker, a database and the emulator, as in the demo, for the whole run. Tests share them
 * and never meet: each makes a Page of its own.
 */
export default async function startStack(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "labelcast-e2e-"));
  await chmod(folder, 0o755);
  const say = (words: string) => process.stderr.write(`${words}\n`);
  const database = await openDatabase(
    { folder, postgres: join(folder, "postgres"), shared: join(folder, "shared") },
    say,
  );
  const stack = describeStack({
    folder,
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: await findFreePort(),
    emulatorPort: await findFreePort(),
    emulatorOptions: ["--seed", "empty"],
    isDemo: true,
    say,
  });
  await stack.startEmulator();
  await stack.startWeb();
  stack.startWorker();
  // Inherited by the processes that run the tests.
  Object.assign(process.env, stack.environment);
  const { prepareTests } = await import("./prepare-tests");
  await prepareTests();
  return async () => {
    await stack.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
