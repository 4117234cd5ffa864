import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openCluster } from "./postgres/cluster";
import { findPostmaster } from "./postgres/postmaster";
import { ServerProblem } from "./postgres/server-problem";
import { buildWeb, generatePrismaClient } from "./launch/build";
import { lockFolder, openDataFolder, type DataFolder } from "./launch/data-folder";
import { openDatabase } from "./launch/database";
import { LaunchProblem, requireFreePort } from "./launch/processes";
import { describeStack } from "./launch/stack";

const usage = "npm run demo [-- --reset]";

const cleanUps: (() => Promise<unknown>)[] = [];
let isEnding = false;

main().catch(async (error: unknown) => {
  await cleanUp();
  if (error instanceof LaunchProblem) console.error(`\n${error.message}`);
  else if (error instanceof ServerProblem) console.error(`\n${error.message}\n${error.nextStep}`);
  else console.error(error);
  process.exit(1);
});

async function main(): Promise<void> {
  const { isReset } = readOptions();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end(signal));
  const host = process.env.HOST ?? "127.0.0.1";
  const port = readPort("PORT", 3000);
  const emulatorPort = readPort("EMULATOR_PORT", 4100);

  const data = await openDataFolder();
  cleanUps.push(await lockFolder(data.folder));
  await requireFreePort(port, host, "PORT");
  await requireFreePort(emulatorPort, "127.0.0.1", "EMULATOR_PORT");
  if (isReset) await reset(data);

  say("Preparing the database client …");
  await generatePrismaClient();
  say(
    process.env.DATABASE_URL
      ? "Opening the database of DATABASE_URL …"
      : `Starting PostgreSQL in ${data.postgres} …`,
  );
  const database = await openDatabase(data, say);
  cleanUps.push(() => database.stop());

  const stack = describeStack({
    folder: data.folder,
    databaseUrl: database.url,
    host,
    port,
    emulatorPort,
    emulatorOptions: ["--seed", "demo", "--awake", "--data", join(data.folder, "emulator")],
    isDemo: true,
    say,
  });
  cleanUps.push(() => stack.stop());
  say("Starting the Graph API emulator with two Pages …");
  await stack.startEmulator();
  say("Building the web app (a minute or two the first time) …");
  await buildWeb();
  say("Starting the web app and the worker …");
  await stack.startWeb();
  stack.startWorker();
  Object.assign(process.env, stack.environment);
  // Imported here: it reads the settings above, and the Prisma client was only just generated.
  const { connectDemo } = await import("./launch/connect-demo");
  await connectDemo();
  welcome(stack.url, stack.emulatorUrl);
}

function readOptions(): { isReset: boolean } {
  try {
    const { values } = parseArgs({ options: { reset: { type: "boolean", default: false } } });
    return { isReset: values.reset };
  } catch (error) {
    throw new LaunchProblem(`${(error as Error).message}\nUsage: ${usage}`);
  }
}

function readPort(name: string, fallback: number): number {
  const port = Number(process.env[name] ?? fallback);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new LaunchProblem(
      `${name}=${process.env[name]} is not a port. Choose a number between 1 and 65535.`,
    );
  }
  return port;
}

/** Deletes what the demo made. A database of DATABASE_URL is not ours to empty. */
async function reset(data: DataFolder): Promise<void> {
  if (process.env.DATABASE_URL) {
    throw new LaunchProblem(
      "--reset does not empty the database of DATABASE_URL. Make a new one and name that.",
    );
  }
  say("Starting afresh: deleting the demo’s data …");
  if (await findPostmaster(data.postgres)) await (await openCluster(data.postgres, data.shared)).stop();
  await rm(data.postgres, { recursive: true, force: true });
  for (const name of ["emulator", "logs", "token.key", "session.secret"]) {
    await rm(join(data.folder, name), { recursive: true, force: true });
  }
}

async function end(signal: string): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  say(signal === "SIGINT" ? "\nStopping …" : "Stopping …");
  await cleanUp();
  say("Stopped. Your data is kept.");
  process.exit(0);
}

async function cleanUp(): Promise<void> {
  for (const clean of cleanUps.splice(0).reverse())
    await clean().catch((error: unknown) => console.error(error));
}

function welcome(url: string, emulatorUrl: string): void {
  say(`
Ready: ${url}

Sign in with one click as Ingrid (admin), Mateus (marketer) or Aiko (support lead).
The customers of both Pages are being imported now; the progress is on the screen.
What Facebook would see: ${emulatorUrl}/_emulator/
Stop with Ctrl-C; what you did is kept. Start afresh with: npm run demo -- --reset
`);
}

function say(words: string): void {
  console.log(words);
}
