import { pool } from "../db";
import type { GraphError } from "../graph/errors";
import type { PageId } from "../page-id";

/**
 * What "too many calls" was about. The Page: nobody of it is written to for `waitMs`; hopeless when it was so too often in a
 * row. One line: only that one waits. Over: that one was put off too often, and is not tried again by itself.
 */
export type Throttle =
  { of: "page"; waitMs: number; isHopeless: boolean } | { of: "line"; waitMs: number } | { of: "line-over" };

/** A line, and how often it was put off by itself before. */
export interface ThrottledLine {
  ordinal: number;
  throttled: number;
}

/**
 * Of the limits that the Graph names, this one alone may be about one conversation: there is a limit for too many messages to
 * one thread, beside the Page's (Messenger rate limits, 2026). All others are of the Page, the app or the person.
 */
const codeOfThread = 613;
/** So many people put off in a row, with nobody taken in between: then it is the Page. */
const inARowMax = 3;
/** So many tries of one line, waiting 10 s, 30 s, 90 s and 270 s in between. */
const triesOfLineMax = 5;
const lineWaitMs = 10_000;
const lineWaitFactor = 3;
const pageWaitMinMs = 2_000;
const pageWaitMaxMs = 5 * 60_000;
/** Three quarters of an hour without a message that Facebook took. */
export const holdsMax = 15;
/** Waits are up to so much longer, so that not all come back at one moment. */
const jitter = 0.2;

/** Tells whom Facebook throttles: one customer, or the Page. One of these for each run of a broadcast's job. */
export class Throttling {
  readonly #pageId: PageId;
  /** After so many in a row it is the Page: as many as go out within half a second, so that sending stops in time. */
  readonly #inARowMax: number;
  readonly #inARow = new Set<number>();
  /** Holds of the Page in a row, before this run and in it. */
  #holds: number;
  #isHeld = false;

  constructor(pageId: PageId, ratePerSecond: number, holds: number) {
    this.#pageId = pageId;
    this.#inARowMax = Math.min(inARowMax, Math.ceil(ratePerSecond / 2));
    this.#holds = holds;
  }

  /** Facebook took a message. */
  async accept(): Promise<void> {
    this.#inARow.clear();
    // What left before the hold says nothing about it.
    if (this.#holds === 0 || this.#isHeld) return;
    this.#holds = 0;
    await this.#save();
  }

  /** @param error of the kind "rate-limited" */
  judge({ ordinal, throttled }: ThrottledLine, { code, regainAccessMs }: GraphError): Throttle {
    if (regainAccessMs !== null) return { of: "page", waitMs: regainAccessMs, isHopeless: false };
    // Since the last hold nobody was taken: then nobody is blamed alone.
    if (this.#holds === 0 && code === codeOfThread && !this.#isOfPage(ordinal, throttled)) {
      if (throttled + 1 >= triesOfLineMax) return { of: "line-over" };
      return { of: "line", waitMs: withJitter(lineWaitMs * lineWaitFactor ** throttled) };
    }
    // What is on its way meanwhile is refused too: one hold.
    if (!this.#isHeld) this.#holds += 1;
    this.#isHeld = true;
    const waitMs = withJitter(Math.min(pageWaitMaxMs, pageWaitMinMs * 2 ** (this.#holds - 1)));
    return { of: "page", waitMs, isHopeless: this.#holds >= holdsMax };
  }

  /** Keeps for the next run how long this one held the Page. */
  async noteHeld(): Promise<void> {
    if (this.#isHeld) await this.#save();
  }

  /** Who was put off by themselves before says nothing about the Page. */
  #isOfPage(ordinal: number, throttled: number): boolean {
    if (throttled === 0) this.#inARow.add(ordinal);
    return this.#inARow.size >= this.#inARowMax;
  }

  async #save(): Promise<void> {
    await pool().query("UPDATE page SET throttled_holds = $2 WHERE id = $1", [this.#pageId, this.#holds]);
  }
}

/** How many times in a row the Page was held, see `Throttling`. */
export async function readThrottledHolds(pageId: PageId): Promise<number> {
  const { rows } = await pool().query<{ holds: number }>(
    "SELECT throttled_holds AS holds FROM page WHERE id = $1",
    [pageId],
  );
  return rows[0]?.holds ?? 0;
}

function withJitter(waitMs: number): number {
  return waitMs * (1 + Math.random() * jitter);
}
