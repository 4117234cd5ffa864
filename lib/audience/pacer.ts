import { setImmediate } from "node:timers/promises";

/** Well below the 50 ms that nobody should ever wait for the process. */
const sliceMs = 15;

/** Await it between two pieces of long work: it lets everything else run once a slice of time is used up. */
export function createPacer(): () => Promise<void> {
  let startedAt = performance.now();
  return async () => {
    if (performance.now() - startedAt < sliceMs) return;
    await setImmediate();
    startedAt = performance.now();
  };
}
