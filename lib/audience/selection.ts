import { standardWindowMs } from "../domain/messaging-rules";
import type { Predicate } from "../domain/predicate";
import type { Words } from "./bits";
import { countBits, countWords, listBits } from "./bits";
import type { PageAudience } from "./page-audience";
import { compile, runBlocks } from "./program";

/** The people a predicate selects, as bits over ordinals. */
export type Selection = { words: Words; people: number };

/** From everyone the predicate matches to those who will receive a message, each step taken off the one before. */
export type Waterfall = {
  matches: number;
  /** Match nothing, because their labels are not known; beside the matches, never among them. */
  labelsUnknown: number;
  blocked: number;
  optedOut: number;
  windowClosed: number;
  willReceive: number;
};

/** Synchronous; throws AudienceError. */
export function select(audience: PageAudience, predicate: Predicate): Selection {
  const steps = compile(audience, predicate);
  const words: Words = new Int32Array(audience.wordCount);
  runBlocks(audience, steps, null, ({ sources, bases, start, wordCount }) => {
    const base = bases[0]!;
    words.set(sources[0]!.subarray(base, base + wordCount), start);
  });
  return { words, people: countWords(words, 0, words.length) };
}

/** The numbers of the waterfall, and the people at its end. */
export function measureWaterfall(
  audience: PageAudience,
  { words, people }: Selection,
  at: Date,
): { waterfall: Waterfall; receivers: Selection } {
  const openWindows = audience.openWindows(toOpenAfter(at));
  const receivers: Words = new Int32Array(words.length);
  const waterfall: Waterfall = {
    matches: people,
    labelsUnknown: audience.labelsUnknown,
    blocked: 0,
    optedOut: 0,
    windowClosed: 0,
    willReceive: 0,
  };
  for (let place = 0; place < words.length; place++) {
    const word = words[place]!;
    if (word === 0) continue;
    const blocked = word & audience.blocked[place]!;
    const optedOut = word & ~blocked & audience.optedOut[place]!;
    const rest = word & ~blocked & ~optedOut;
    const open = rest & openWindows[place]!;
    receivers[place] = open;
    waterfall.blocked += countBits(blocked);
    waterfall.optedOut += countBits(optedOut);
    waterfall.windowClosed += countBits(rest & ~open);
    waterfall.willReceive += countBits(open);
  }
  return { waterfall, receivers: { words: receivers, people: waterfall.willReceive } };
}

/** Ordinals of a selection, ascending: all, or the first `limit`. */
export function listSelected({ words, people }: Selection, limit = people): Int32Array<ArrayBuffer> {
  return listBits(words, Math.min(people, limit));
}

/** Ordinals of a selection behind one of them (-1: from the first), ascending, at most `limit`. */
export function listSelectedAfter({ words }: Selection, after: number, limit: number): number[] {
  const ordinals: number[] = [];
  const first = (after + 1) >>> 5;
  for (let at = first; at < words.length && ordinals.length < limit; at++) {
    // In the first word, what stands at or before `after` was listed already.
    const mask = at === first ? -1 << ((after + 1) & 31) : -1;
    for (let rest = words[at]! & mask; rest !== 0 && ordinals.length < limit; rest &= rest - 1) {
      ordinals.push(at * 32 + 31 - Math.clz32(rest & -rest));
    }
  }
  return ordinals;
}

/**
 * A window is open at a time when it opened after this unix second. Openings are kept in whole seconds, rounded down, so a
 * window counts as closed up to a second early and never late.
 */
export function toOpenAfter(at: Date): number {
  return Math.floor((at.getTime() - standardWindowMs) / 1_000);
}
