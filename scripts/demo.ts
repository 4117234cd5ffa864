import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openCluster } from "./postgres/cluster";
import { findPostmaster } from "./postgres/postmaster";
import { buildWeb } from "./launch/build";
import type { DataFolder } from "./launch/data-folder";
import { fillDemo, fillDemoLater, openDemoStack } from "./launch/demo-stack";
import { Ending } from "./launch/ending";
import { LaunchProblem } from "./launch/processes";

const ending = new Ending("Stopped. Your data is kept.");
const say = (words: string) => console.log(words);

await ending.guard(async () => {
  const { isReset } = readOptions();
  const stack = await openDemoStack({
    ending,
    say,
    before: async (data) => (isReset ? reset(data) : undefined),
  });
  say("Building the web app (a minute or two the first time) …");
  await buildWeb();
  say("Starting the web app and the worker …");
  await stack.startWeb();
  stack.startWorker();
  await fillDemo(stack);
  say(`
Ready: ${stack.url}

Sign in with one click as Ingrid (admin), Mateus (marketer) or Aiko (support lead).
The customers of both Pages are being imported now; the progress is on the screen.
What Facebook would see: ${stack.emulatorUrl}/_emulator/
Stop with Ctrl-C; what you did is kept. Start afresh with: npm run demo -- --reset
`);
  await fillDemoLater({ ending, say });
});

function readOptions(): { isReset: boolean } {
  try {
    const { values } = parseArgs({ options: { reset: { type: "boolean", default: false } } });
    return { isReset: values.reset };
  } catch (error) {
    throw new LaunchProblem(`${(error as Error).message}\nUsage: npm run demo [-- --reset]`);
  }
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
  for (const name of ["emulator", "logs", "token.key", "session.secret", "webhook-verify.token"]) {
    await rm(join(data.folder, name), { recursive: true, force: true });
  }
}
