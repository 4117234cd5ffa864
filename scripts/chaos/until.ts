import { setTimeout as wait } from "node:timers/promises";

const lookEveryMs = 50;

/** Waits until it is so. @returns whether it became so in time; trouble while looking counts as not yet */
export async function until(isSo: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  const endAtMs = performance.now() + withinMs;
  for (;;) {
    const answer = await Promise.resolve()
      .then(isSo)
      .catch(() => false);
    if (answer) return true;
    if (performance.now() > endAtMs) return false;
    await wait(lookEveryMs);
  }
}
