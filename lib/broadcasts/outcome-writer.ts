import { setTimeout as wait } from "node:timers/promises";
import { log } from "../log";
import type { Outcome } from "./ledger";

/**
 * Answers of one moment are written together: a statement for each would cost more than sending does. None waits longer,
 * because what is not written a crash leaves unknown: at 300 a second about two.
 */
const writeEveryMs = 12;
/** So many are written at once. */
const writtenMax = 50;
const lookEveryMs = 2;
const retryEveryMs = 500;

/** Collects answers and writes them down many at a time. While the database is away they are kept and tried again. */
export class OutcomeWriter {
  readonly #write: (outcomes: Outcome[]) => Promise<Outcome[]>;
  #waiting: Outcome[] = [];
  #inHand = 0;
  #writing: Promise<void> | null = null;

  /** @param write answers those that could not be written down yet */
  constructor(write: (outcomes: Outcome[]) => Promise<Outcome[]>) {
    this.#write = write;
  }

  add(...outcomes: Outcome[]): void {
    this.#waiting.push(...outcomes);
    if (outcomes.length > 0) this.#writing ??= this.#run();
  }

  /** Returns when everything that was added is written down. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  /** Returns when no more than so many wait to be written down. */
  async shrink(countMax: number): Promise<void> {
    while (this.#waiting.length + this.#inHand > countMax) await wait(lookEveryMs);
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      if (this.#waiting.length < writtenMax) await wait(writeEveryMs);
      const batch = this.#waiting.splice(0);
      this.#inHand = batch.length;
      try {
        const left = await this.#write(batch);
        this.#inHand = 0;
        this.#waiting.unshift(...left);
        if (left.length > 0) await wait(writeEveryMs);
      } catch (error) {
        log.warn(
          { error: String(error), count: batch.length },
          "answers could not be written down; tried again",
        );
        this.#inHand = 0;
        this.#waiting.unshift(...batch);
        await wait(retryEveryMs);
      }
    }
    this.#writing = null;
  }
}
