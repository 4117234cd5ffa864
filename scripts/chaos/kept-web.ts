import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { findFreePort } from "../launch/free-port";
import { startService, waitForAnswer, type Service } from "../launch/processes";
import { root } from "../launch/root";

/** The web app, to be killed: another is started in its place, at the same address. */
export interface KeptWeb {
  url: string;
  /** Ends it with no chance to tidy up; the next one starts half a second later. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const restartAfterMs = 500;
const startsWithinMs = 60_000;

/** The built web app on this process's settings, once it answers. */
export async function keepWeb(logFolder: string): Promise<KeptWeb> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const start = () =>
    startService("web", [next, "start", "--hostname", "127.0.0.1", "--port", String(port)], {
      env: { NODE_ENV: "production", PUBLIC_URL: url, NEXTAUTH_URL: url, LOG_LEVEL: "warn" },
      logFile: join(logFolder, "web.log"),
    });
  const awaitUp = (service: Service) => waitForAnswer(`${url}/api/health`, service, startsWithinMs);
  let service = start();
  await awaitUp(service);
  return {
    url,
    kill: async () => {
      const { process: child } = service;
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      if (child.exitCode === null && child.signalCode === null && child.kill("SIGKILL")) await ended;
      await wait(restartAfterMs);
      service = start();
    },
    stop: () => service.stop(),
  };
}
