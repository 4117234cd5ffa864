import { Problem } from "../problem";
import { toReasonWords } from "./delivery-reason";

/** So many refused in a row for one reason, or more than this share of so many: the others would be refused too. */
const sameInARowMax = 25;
const lookedAt = 100;
const refusedShareMax = 0.5;

/**
 * What Facebook refused of late, in one run of a broadcast's job. It tells when going on would only fail everybody, and who
 * is blocked for certain: when nobody at all is taken, "isn't available" says nothing about anybody.
 */
export class Refusals {
  /** The newest outcomes, why each was refused; null for those that were taken. */
  readonly #last: (string | null)[] = [];
  #inARow = 0;
  #blocked: number[] = [];
  #hasStopped = false;

  /** Facebook took a message. @returns who is blocked, as is certain by now */
  accept(): number[] {
    this.#inARow = 0;
    this.#keep(null);
    return this.#hasStopped ? [] : this.#blocked.splice(0);
  }

  /** @returns why the broadcast has to stop; null when it need not. @param detail what Facebook said, for a person */
  refuse(ordinal: number, reason: string, detail: string): Problem | null {
    this.#inARow = this.#last.at(-1) === reason ? this.#inARow + 1 : 1;
    this.#keep(reason);
    if (reason === "blocked") this.#blocked.push(ordinal);
    const problem = this.#findProblem(reason, detail);
    if (problem !== null) this.#hasStopped = true;
    return problem;
  }

  /** Nothing more comes in this run. @returns who is blocked, if anybody ever got the broadcast */
  end(): number[] {
    return this.#hasStopped ? [] : this.#blocked.splice(0);
  }

  #findProblem(reason: string, detail: string): Problem | null {
    const values = { reason: toReasonWords(reason), detail };
    if (this.#inARow >= sameInARowMax)
      return new Problem("broadcast-refused-same", { values: { ...values, count: this.#inARow } });
    const refused = this.#last.filter((one) => one !== null).length;
    if (this.#last.length < lookedAt || refused <= lookedAt * refusedShareMax) return null;
    return new Problem("broadcast-refused-many", { values: { ...values, refused, of: lookedAt } });
  }

  #keep(reason: string | null): void {
    this.#last.push(reason);
    if (this.#last.length > lookedAt) this.#last.shift();
  }
}
