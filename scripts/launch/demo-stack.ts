import { join } from "node:path";
import { lockFolder, openDataFolder, type DataFolder } from "./data-folder";
import { generatePrismaClient } from "./build";
import { openDatabase } from "./database";
import type { Ending } from "./ending";
import { requireFreePort } from "./processes";
import { readHost, readPort } from "./settings";
import { describeStack, type Stack } from "./stack";

interface DemoOptions {
  ending: Ending;
  say: (words: string) => void;
  /** Called before anything is started, with the folder that everything lives in. */
  before?: (data: DataFolder) => Promise<void>;
}

/** Database and emulator of the demo, up; the web app and the worker, ready to be started. */
export async function openDemoStack({ ending, say, before }: DemoOptions): Promise<Stack> {
  const host = readHost();
  const port = readPort("PORT", 3000);
  const emulatorPort = readPort("EMULATOR_PORT", 4100);
  const data = await openDataFolder();
  ending.add(await lockFolder(data.folder));
  await requireFreePort(port, host, "PORT");
  await requireFreePort(emulatorPort, "127.0.0.1", "EMULATOR_PORT");
  await before?.(data);

  say("Preparing the database client …");
  await generatePrismaClient();
  say(
    process.env.DATABASE_URL
      ? "Opening the database of DATABASE_URL …"
      : `Starting PostgreSQL in ${data.postgres} …`,
  );
  const database = await openDatabase(data, say);
  ending.add(() => database.stop());
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
  ending.add(() => stack.stop());
  say("Starting the Graph API emulator with two Pages …");
  await stack.startEmulator();
  return stack;
}

/** Makes the demo's people and Pages. Imported late: it reads the stack's settings, and the generated client. */
export async function fillDemo(stack: Stack): Promise<void> {
  Object.assign(process.env, stack.environment);
  const { connectDemo } = await import("./connect-demo");
  await connectDemo();
}

/** What takes until the Pages are imported, beside whoever looks around already. What goes wrong in it stops nothing. */
export async function fillDemoLater({ ending, say }: Pick<DemoOptions, "ending" | "say">): Promise<void> {
  const { saveDemoSegments } = await import("./demo-segments");
  await saveDemoSegments().catch((error: unknown) => {
    if (!ending.isEnding) say(`The example segments of Harbor Books could not be saved: ${String(error)}`);
  });
}
