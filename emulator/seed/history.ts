import { mix, mixUnit, pick } from "../random";
import type { PageSpec } from "../state/events";
import { bookScripts, coffeeScripts, plainScripts, type Script } from "./scripts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export interface SeededMessage {
  from: "customer" | "page";
  at: number;
  text: string;
}

/** When the customer at `index` last wrote, as the seed at `seededAt` has it. */
export function seededLastMessageAt(spec: PageSpec, seededAt: number, index: number): number {
  const place = mixUnit(spec.randomSeed, index, 11);
  const within = mixUnit(spec.randomSeed, index, 12);
  if (spec.wroteWithinHours !== null)
    return Math.floor(seededAt - (0.02 + 0.9 * within) * spec.wroteWithinHours * hourMs);
  if (place < 0.3) return Math.floor(seededAt - 5 * 60_000 - within * 23 * hourMs);
  if (place < 0.6) return Math.floor(seededAt - dayMs - within * 6 * dayMs);
  return Math.floor(seededAt - 7 * dayMs - within * within * 690 * dayMs);
}

/** The conversation the customer at `index` had before the emulator's time began; computed, never stored. */
export function seededMessages(spec: PageSpec, seededAt: number, index: number): SeededMessage[] {
  const script = seededScript(spec, index);
  const lastFromCustomer = script.map(([who]) => who).lastIndexOf("c");
  const lastAt = seededLastMessageAt(spec, seededAt, index);
  return script.map(([who, text], line) => ({
    from: who === "c" ? "customer" : "page",
    text,
    at: lastAt + (line - lastFromCustomer) * (45_000 + (mix(spec.randomSeed, index, 20 + line) % 20_000)),
  }));
}

/** When the conversation last moved, by either side. */
export function seededUpdatedAt(spec: PageSpec, index: number, lastMessageAt: number): number {
  const script = seededScript(spec, index);
  const last = script.length - 1;
  const lastFromCustomer = script.map(([who]) => who).lastIndexOf("c");
  return (
    lastMessageAt + (last - lastFromCustomer) * (45_000 + (mix(spec.randomSeed, index, 20 + last) % 20_000))
  );
}

function seededScript(spec: PageSpec, index: number): Script {
  return pick(scriptsOf(spec.theme), mix(spec.randomSeed, index, 13));
}

function scriptsOf(theme: PageSpec["theme"]): readonly Script[] {
  switch (theme) {
    case "coffee":
      return coffeeScripts;
    case "books":
      return bookScripts;
    case "plain":
      return plainScripts;
  }
}
