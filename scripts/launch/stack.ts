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
  say(words: string): void;
}

export interface Stack {
  url: string;
  emulatorUrl: string;
  /** What every process of the stack is told; scripts that work on its data take it over. */
  environment: Record<string, string>;
  startEmulator(): Promise<Service>;
  startWeb(): Promise<Service>;
  startWorker(): Service;
  stop(): Promise<void>;
}

const startWithinMs = 60_000;
const restartAfterMs = 500;

/** The fixed app of the emulator, see its README. */
const emulatorApp = { FACEBOOK_APP_ID: "900100200300400", FACEBOOK_APP_SECRET: "emulator-app-secret" };

/** The product beside its Graph emulator, as separate processes that talk over HTTP. Started one by one. */
export function describeStack(options: StackOptions): Stack {
  const { folder, host, port, emulatorPort, say } = options;
  const url = `http://${host}:${port}`;
  const emulatorUrl = `http://127.0.0.1:${emulatorPort}`;
  const nonce = randomBytes(16).toString("hex");
  const environment: Record<string, string> = {
    DATABASE_URL: options.databaseUrl,
    DATA_DIR: folder,
    PUBLIC_URL: url,
    NEXTAUTH_URL: url,
    GRAPH_API_URL: emulatorUrl,
    CLOCK_URL: `${emulatorUrl}/_emulator/clock`,
    ...emulatorApp,
    ...(options.isDemo ? { DEMO_NONCE: nonce } : {}),
  };
  const services = new Set<Service>();
  let isStopping = false;

  const start = (name: string, command: string[], env: NodeJS.ProcessEnv): Service => {
    const service = startService(name, command, {
      env: { ...environment, ...env },
      logFile: join(folder, "logs", `${name}.log`),
      onExit: () => {
        services.delete(service);
        if (isStopping) return;
        say(
          `The ${name} ended by itself; starting it again. Its log: ${join(folder, "logs", `${name}.log`)}`,
        );
        setTimeout(() => {
          if (!isStopping) start(name, command, env);
        }, restartAfterMs);
      },
    });
    services.add(service);
    return service;
  };

  return {
    url,
    emulatorUrl,
    environment,
    async startEmulator() {
      await mkdir(join(folder, "logs"), { recursive: true });
      const options_ = ["--port", String(emulatorPort), ...options.emulatorOptions];
      const service = start("emulator", tsProgram("emulator/main.ts", ...options_), {
        EMULATOR_NONCE: nonce,
      });
      await waitForAnswer(`${emulatorUrl}/_emulator/identity`, service, startWithinMs);
      return service;
    },
    async startWeb() {
      const next = join(root, "node_modules", "next", "dist", "bin", "next");
      const service = start("web", [next, "start", "--hostname", host, "--port", String(port)], {
        NODE_ENV: "production",
      });
      await waitForAnswer(`${url}/api/health`, service, startWithinMs);
      return service;
    },
    startWorker: () => start("worker", tsProgram("lib/jobs/worker.ts"), { NODE_ENV: "production" }),
    async stop() {
      isStopping = true;
      // The emulator last: what is being sent at this moment still gets its answer.
      const ordered = [...services].sort((one, other) => order(one) - order(other));
      for (const service of ordered) await service.stop();
    },
  };
}

function order(service: Service): number {
  return ["worker", "web", "emulator"].indexOf(service.name);
}
