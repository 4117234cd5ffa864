import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { startService, tsProgram, waitForAnswer, type Service } from "./processes";
import { root } from "./root";

export interface StackOptions {
  folder: string;
  databaseUrl: string;
  host: string;
  port: number;
  emulatorPort: number;
  /** The emulator's first data, and what else it is told. */
  emulatorOptions: string[];
  /** Demo accounts work only when this is set. */
  isDemo: boolean;
  say: (words: string) => void;
}

export interface Stack {
  url: string;
  emulatorUrl: string;
  /** What every process of the stack is told; scripts that work on its data take it over. */
  environment: Record<string, string>;
  startEmulator: () => Promise<Service>;
  startWeb: (mode?: Mode) => Promise<Service>;
  startWorker: () => Service;
  stop: () => Promise<void>;
}

const startWithinMs = 60_000;
const restartAfterMs = 500;

/** The fixed app of the emulator, see its README. */
const emulatorApp = { FACEBOOK_APP_ID: "900100200300400", FACEBOOK_APP_SECRET: "emulator-app-secret" };

/** The product beside its Graph emulator, as separate processes that talk over HTTP. Started one by one. */
export function describeStack(options: StackOptions): Stack {
  const { folder, host, port, emulatorPort } = options;
  const url = `http://${host}:${port}`;
  const emulatorUrl = `http://127.0.0.1:${emulatorPort}`;
  const nonce = randomBytes(16).toString("hex");
  const environment: Record<string, string> = {
    DATABASE_URL: options.databaseUrl,
    DATA_DIR: folder,
    PUBLIC_URL: url,
    NEXTAUTH_URL: url,
    GRAPH_API_URL: emulatorUrl,
    FACEBOOK_LOGIN_URL: emulatorUrl,
    CLOCK_URL: `${emulatorUrl}/_emulator/clock`,
    ...emulatorApp,
    ...(options.isDemo ? { DEMO_NONCE: nonce } : {}),
  };
  const keeper = keepServices(folder, options.say, environment);
  return {
    url,
    emulatorUrl,
    environment,
    startEmulator: async () => {
      await mkdir(join(folder, "logs"), { recursive: true });
      const command = tsProgram(
        "emulator/main.ts",
        "--port",
        String(emulatorPort),
        ...options.emulatorOptions,
      );
      const service = keeper.start("emulator", command, { EMULATOR_NONCE: nonce });
      await waitForAnswer(`${emulatorUrl}/_emulator/identity`, service, startWithinMs);
      return service;
    },
    startWeb: (mode = "production") => startWebService(keeper, { host, port, mode }),
    startWorker: () => startWorkerService(keeper),
    stop: keeper.stop,
  };
}

type Mode = "production" | "development";

/** Starts the web app and waits until it answers. */
export async function startWebService(
  keeper: Keeper,
  { host, port, mode }: { host: string; port: number; mode: Mode },
): Promise<Service> {
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const command = [next, mode === "production" ? "start" : "dev", "--hostname", host, "--port", String(port)];
  const service = keeper.start("web", command, { NODE_ENV: mode });
  await waitForAnswer(`http://${host}:${port}/api/health`, service, startWithinMs);
  return service;
}

export function startWorkerService(keeper: Keeper): Service {
  return keeper.start("worker", tsProgram("lib/jobs/worker.ts"), { NODE_ENV: "production" });
}

export interface Keeper {
  start: (name: string, command: string[], env: Record<string, string>) => Service;
  stop: () => Promise<void>;
}

/** Starts services, starts them again when they end by themselves, and ends them all. */
export function keepServices(
  folder: string,
  say: (words: string) => void,
  environment: Record<string, string>,
): Keeper {
  const services = new Set<Service>();
  let isStopping = false;
  const start = (name: string, command: string[], env: Record<string, string>): Service => {
    const logFile = join(folder, "logs", `${name}.log`);
    const service = startService(name, command, {
      env: { ...environment, ...env },
      logFile,
      onExit: () => {
        services.delete(service);
        if (isStopping) return;
        say(`The ${name} ended by itself; starting it again. Its log: ${logFile}`);
        setTimeout(() => {
          if (!isStopping) start(name, command, env);
        }, restartAfterMs);
      },
    });
    services.add(service);
    return service;
  };
  const stop = async (): Promise<void> => {
    isStopping = true;
    // The emulator last: what is being sent at this moment still gets its answer.
    const ordered = [...services].sort(
      (one, other) => stopOrder.indexOf(one.name) - stopOrder.indexOf(other.name),
    );
    for (const service of ordered) await service.stop();
  };
  return { start, stop };
}

const stopOrder = ["worker", "web", "emulator"];
