import { env } from "./env";
import { log } from "./log";

const followEveryMs = 1_000;

interface Follower {
  offsetMs: number;
  timer: NodeJS.Timeout | null;
}

// On globalThis, because Next may load this module once for pages and once for routes.
const shared = globalThis as typeof globalThis & { labelcastClock?: Follower };
const follower = (shared.labelcastClock ??= { offsetMs: 0, timer: null });

/**
 * The product's only clock for what the platform's rules decide. In production the system's. In the demo and in
 * tests it follows the emulator's clock (CLOCK_URL), which can be moved. Leases and rates use the database's.
 */
export function now(): Date {
  if (env().CLOCK_URL && !follower.timer) startFollowing(env().CLOCK_URL!);
  return new Date(Date.now() + follower.offsetMs);
}

/** Reads the followed clock at once; without one, does nothing. */
export async function syncClock(): Promise<void> {
  const url = env().CLOCK_URL;
  if (!url) return;
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000), cache: "no-store" });
  const { now: nowMs } = (await response.json()) as { now: number };
  follower.offsetMs = nowMs - Date.now();
}

function startFollowing(url: string): void {
  const read = () => {
    syncClock().catch((error: unknown) => log.debug({ url, error: String(error) }, "clock not reached"));
  };
  follower.timer = setInterval(read, followEveryMs);
  follower.timer.unref();
  read();
}
