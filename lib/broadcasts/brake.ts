import type { GraphUsage } from "../graph/usage";

/** From this share of a limit on, in percent, it sends slower: what is left is for people's own work and for reading. */
const slowFromPercent = 80;
const fullPercent = 100;
/** A message a second still tells when there is room again. */
const slowestPerSecond = 1;

/** Slows a broadcast down by what each answer says of the Page's and the app's limits, before Facebook has to refuse. */
export class Brake {
  readonly #chosenPerSecond: number;
  #usage: GraphUsage | null = null;

  constructor(chosenPerSecond: number) {
    this.#chosenPerSecond = chosenPerSecond;
  }

  hear(usage: GraphUsage): void {
    this.#usage = usage;
  }

  /** The chosen rate, or as much less as the fullest limit is fuller than it should be. */
  get ratePerSecond(): number {
    const left = (fullPercent - (this.#usage?.usedPercent ?? 0)) / (fullPercent - slowFromPercent);
    return Math.max(slowestPerSecond, this.#chosenPerSecond * Math.min(1, left));
  }

  /** How long nothing may go out, since a limit is full and Facebook says for how long; null while there is room. */
  get holdMs(): number | null {
    const { usedPercent = 0, regainAccessMs = null } = this.#usage ?? {};
    return usedPercent >= fullPercent ? regainAccessMs : null;
  }
}
