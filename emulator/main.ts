import { parseArgs } from "node:util";
import { listenEmulator } from "./listen";
import type { SeedName } from "./seed/demo";

const usage = "npx tsx emulator/main.ts [--seed demo|tiny|empty] [--port N] [--data FOLDER] [--awake]";

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "demo" },
      port: { type: "string", default: process.env.EMULATOR_PORT ?? "4100" },
      data: { type: "string" },
      awake: { type: "boolean", default: false },
    },
  });
  if (!isSeedName(values.seed)) {
    fail(`There is no seed "${values.seed}". ${usage}`);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    fail(`"${values.port}" is not a port. ${usage}`);
    return;
  }
  try {
    const emulator = await listenEmulator({
      seed: values.seed,
      port,
      host: process.env.HOST ?? "127.0.0.1",
      dataFolder: values.data,
      awake: values.awake,
    });
    console.log(JSON.stringify({ url: emulator.url, ...emulator.describe() }));
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => void emulator.stop().then(() => process.exit(0)));
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    fail(`Port ${port} is taken by another program. Choose another with EMULATOR_PORT or --port.`);
  }
}

function isSeedName(name: string): name is SeedName {
  return name === "demo" || name === "tiny" || name === "empty";
}

function fail(message: string): void {
  console.error(message);
  process.exit(1);
}
