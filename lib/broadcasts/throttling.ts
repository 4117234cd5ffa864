import { pool } from "../db";
import type { GraphError } from "../graph/errors";
import type { PageId } from "../page-id";

/**
 * What "too many calls" was about. The Page: nobody of it is written to for `waitMs`; hopeless when it was so too often in a
 * row; `isByLine` when this line alone said so, which counts as one of its tries. One line: only that one waits. Over: that
 * one was put off too often, and is not tried again by itself.
 */
export type Throttle =
  | { of: "page"; waitMs: number; isHopeless: boolean; isByLine: boolean }
  | { of: "line"; waitMs: number }
  | { of: "line-over" };

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
const lineWaitMaxMs = 270_000;
/** As long as nobody was taken since a hold, it may be the Page: then a line is tried more often. */
const triesInTheDarkMax = 15;
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
  /** Holds of the Page in a row before this run; none once it took a message. */
  #heldBefore: number;
  #isHeld = false;

  constructor(pageId: PageId, ratePerSecond: number, holds: number) {
    this.#pageId = pageId;
    this.#inARowMax = Math.min(inARowMax, Math.ceil(ratePerSecond / 2));
    this.#heldBefore = holds;
  }

  /** Facebook took a message: all of this run left after the holds before it. */
  async accept(): Promise<void> {
    this.#inARow.clear();
    if (this.#heldBefore === 0) return;
    this.#heldBefore = 0;
    await this.#save();
  }

  /** @param error of the kind "rate-limited" */
  judge(line: ThrottledLine, { code, regainAccessMs }: GraphError): Throttle {
    if (regainAccessMs !== null)
      return { of: "page", waitMs: regainAccessMs, isHopeless: false, isByLine: false };
    const isByLine = code === codeOfThread && !this.#isHeld;
    if (code === codeOfThread && !this.#isOfPage(line)) return this.#judgeAlone(line);
    // What is on its way meanwhile is refused too: one hold.
    this.#isHeld = true;
    const waitMs = withJitter(Math.min(pageWaitMaxMs, pageWaitMinMs * 2 ** (this.#holds - 1)));
    return { of: "page", waitMs, isHopeless: this.#holds >= holdsMax, isByLine };
  }

  #judgeAlone({ throttled }: ThrottledLine): Throttle {
    const triesMax = this.#holds === 0 ? triesOfLineMax : triesInTheDarkMax;
    if (throttled + 1 >= triesMax) return { of: "line-over" };
    const waitMs = Math.min(lineWaitMaxMs, lineWaitMs * lineWaitFactor ** throttled);
    return { of: "line", waitMs: withJitter(waitMs) };
  }

  get #holds(): number {
    return this.#heldBefore + (this.#isHeld ? 1 : 0);
  }

  /** Keeps for the next run how long this one held the Page. */
  async noteHeld(): Promise<void> {
    if (this.#isHeld) await this.#save();
  }

  /** Who was put off before says nothing about the Page. Since a hold, the first of the others does. */
  #isOfPage({ ordinal, throttled }: ThrottledLine): boolean {
    if (throttled > 0) return false;
    this.#inARow.add(ordinal);
    return this.#holds > 0 || this.#inARow.size >= this.#inARowMax;
  }

  /** Once a person has to act, it is counted anew. */
  async #save(): Promise<void> {
    const holds = this.#holds >= holdsMax ? 0 : this.#holds;
    await pool().query("UPDATE page SET throttled_holds = $2 WHERE id = $1", [this.#pageId, holds]);
  }
}

/** How many times in a row the Page was held, see `Throttling`; what was long ago says nothing any more. */
export async function readThrottledHolds(pageId: PageId): Promise<number> {
  const { rows } = await pool().query<{ holds: number }>(
    "SELECT throttled_holds AS holds FROM page WHERE id = $1 AND next_send_at > now() - interval '1 hour'",
    [pageId],
  );
  return rows[0]?.holds ?? 0;
}

function withJitter(waitMs: number): number {
  return waitMs * (1 + Math.random() * jitter);
}
