import type { Predicate } from "../domain/predicate";
import { countBits, countWords, listBits, type Words } from "./bits";
import { selectFrozen } from "./frozen";
import type { PageAudience } from "./page-audience";
import { select, toOpenAfter } from "./selection";

/** What a broadcast asks of an audience, besides its source: each drop has a code, and drops are taken in order. */
export interface AudiencePlan {
  /** Null for everybody whose labels are known; bytes for the people of a frozen list. */
  source: Predicate | Uint8Array | null;
  drops: readonly AudienceDrop[];
}

export type AudienceDrop = { code: string } & (
  | { by: "predicates"; predicates: readonly Predicate[] }
  | { by: "ordinals"; ordinals: Iterable<number> }
  | { by: "labels-unknown" }
  | { by: "blocked" }
  | { by: "opted-out" }
  /** Whoever's window is not open at `at`; `alsoOpen` may be written to all the same. */
  | { by: "window"; at: Date; alsoOpen: Iterable<number> | "open-conversation" | null }
);

interface MeasuredStep {
  code: string;
  people: number;
  /** Who fell away at this step. */
  words: Words;
}

export interface MeasuredAudience {
  matches: number;
  steps: MeasuredStep[];
  receivers: { words: Words; people: number };
}

/** From those whom the source selects to those who remain, each step taken off the one before. Throws AudienceError. */
export function measureSteps(audience: PageAudience, { source, drops }: AudiencePlan): MeasuredAudience {
  const left = toSource(audience, source);
  const matches = countWords(left, 0, left.length);
  let people = matches;
  const steps = drops.map((drop): MeasuredStep => {
    const words = takeOff(left, toMask(audience, drop, left));
    const fallen = countWords(words, 0, words.length);
    people -= fallen;
    return { code: drop.code, people: fallen, words };
  });
  return { matches, steps, receivers: { words: left, people } };
}

function toSource(audience: PageAudience, source: AudiencePlan["source"]): Words {
  if (source === null) return audience.known.slice();
  return source instanceof Uint8Array ? selectFrozen(audience, source).words : select(audience, source).words;
}

/** Clears in `left` what the mask names. @returns what was cleared */
function takeOff(left: Words, mask: Words): Words {
  const fallen: Words = new Int32Array(left.length);
  for (let at = 0; at < left.length; at++) {
    fallen[at] = left[at]! & (mask[at] ?? 0);
    left[at] = left[at]! & ~fallen[at]!;
  }
  return fallen;
}

function toMask(audience: PageAudience, drop: AudienceDrop, left: Words): Words {
  switch (drop.by) {
    case "predicates": {
      const mask: Words = new Int32Array(left.length);
      for (const predicate of drop.predicates) unite(mask, select(audience, predicate).words);
      return mask;
    }
    case "ordinals":
      return toWords(drop.ordinals, left.length);
    case "labels-unknown":
      return audience.known.map((word) => ~word);
    case "blocked":
      return audience.blocked;
    case "opted-out":
      return audience.optedOut;
    case "window":
      return toClosed(audience, left, drop);
  }
}

function toClosed(
  audience: PageAudience,
  left: Words,
  { at, alsoOpen }: Extract<AudienceDrop, { by: "window" }>,
): Words {
  const hasAny = alsoOpen === "open-conversation";
  const openWindows = audience.openWindows(hasAny ? 0 : toOpenAfter(at));
  const open = alsoOpen === null || hasAny ? null : toWords(alsoOpen, left.length);
  return left.map((word, place) => word & ~openWindows[place]! & ~(open?.[place] ?? 0));
}

/** How many of these people's windows are still open at each of these times. */
export function countOpenWindows(
  { windowsOpenedAt }: PageAudience,
  words: Words,
  times: readonly Date[],
): number[] {
  const people = words.reduce((sum, word) => sum + countBits(word), 0);
  const openings = Array.from(listBits(words, people), (ordinal) => windowsOpenedAt[ordinal]!).sort(
    (a, b) => a - b,
  );
  return times.map((at) => {
    const openAfter = toOpenAfter(at);
    let low = 0;
    let high = openings.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (openings[middle]! > openAfter) high = middle;
      else low = middle + 1;
    }
    return openings.length - low;
  });
}

function toWords(ordinals: Iterable<number>, wordCount: number): Words {
  const words: Words = new Int32Array(wordCount);
  for (const ordinal of ordinals) if (ordinal >>> 5 < wordCount) words[ordinal >>> 5]! |= 1 << (ordinal & 31);
  return words;
}

function unite(words: Words, other: Words): void {
  for (let at = 0; at < words.length; at++) words[at]! |= other[at]!;
}
