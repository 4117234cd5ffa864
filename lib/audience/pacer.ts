import { setImmediate } from "node:timers/promises";

/** A question comes back to the process several times, from the database above all, and may meet a slice each time. */
const sliceMs = 4;

/** Await it between two pieces of long work: it lets everything else run once a slice of time is used up. */
export function createPacer(): () => Promise<void> {
  let startedAt = performance.now();
  return async () => {
    if (performance.now() - startedAt < sliceMs) return;
    await setImmediate();
    startedAt = performance.now();
  };
}
