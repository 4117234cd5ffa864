import { join } from "node:path";
import { findFreePort } from "../scripts/launch/free-port";
import { startService, waitForAnswer, type Service } from "../scripts/launch/processes";

export interface OtherWeb {
  url: string;
  /** What it was told; processes beside it are told the same. */
  env: Record<string, string>;
  service: Service;
}

const triesMax = 2;
const startsWithinMs = 90_000;

/** The built web app once more, as in production, at a port of its own; returns once it answers. */
export async function startOtherWeb(
  name: string,
  logFolder: string,
  given: Record<string, string> = {},
  triesBefore = 0,
): Promise<OtherWeb> {
  const port = String(await findFreePort());
  const url = `http://127.0.0.1:${port}`;
  const env = { ...given, NODE_ENV: "production", DEMO_NONCE: "", PUBLIC_URL: url, NEXTAUTH_URL: url };
  const next = join("node_modules", "next", "dist", "bin", "next");
  const service = startService(name, [next, "start", "--hostname", "127.0.0.1", "--port", port], {
    env,
    logFile: join(logFolder, `${name}-${port}.log`),
  });
  try {
    await waitForAnswer(`${url}/api/health`, service, startsWithinMs);
    return { url, env, service };
  } catch (error) {
    const hasEnded = service.process.exitCode !== null;
    await service.stop();
    // Between the finding of a free port and the listening on it another program may have taken it.
    if (!hasEnded || triesBefore + 1 === triesMax) throw error;
    return await startOtherWeb(name, logFolder, given, triesBefore + 1);
  }
}
