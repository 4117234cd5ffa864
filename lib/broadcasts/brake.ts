import type { GraphUsage } from "../graph/usage";

/** From this share of a limit on, in percent, it sends slower: what is left is for people's own work and for reading. */
const slowFromPercent = 80;
const fullPercent = 100;
/** A message a second still tells when there is room again. */
const slowestPerSecond = 1;

/** Answers need not say how full the limits are; what was heard longer ago than this says nothing any more. */
const heardForMs = 60_000;

/** Slows a broadcast down by what each answer says of the Page's and the app's limits, before Facebook has to refuse. */
export class Brake {
  readonly #chosenPerSecond: number;
  /** Of different answers about different limits, what the fullest said. */
  #fullest: { usage: GraphUsage; untilMs: number } | null = null;

  constructor(chosenPerSecond: number) {
    this.#chosenPerSecond = chosenPerSecond;
  }

  /** @param nowMs of `performance.now()` */
  hear(usage: GraphUsage, nowMs = performance.now()): void {
    const known = this.#known(nowMs);
    if (known === null || usage.usedPercent >= known.usedPercent)
      this.#fullest = { usage, untilMs: nowMs + heardForMs };
  }

  /** The chosen rate, or as much less as the fullest limit is fuller than it should be. */
  get ratePerSecond(): number {
    return this.toRatePerSecond(performance.now());
  }

  toRatePerSecond(nowMs: number): number {
    const left = (fullPercent - (this.#known(nowMs)?.usedPercent ?? 0)) / (fullPercent - slowFromPercent);
    return Math.max(slowestPerSecond, this.#chosenPerSecond * Math.min(1, left));
  }

  /** How long nothing may go out, since a limit is full and Facebook says for how long; null while there is room. */
  get holdMs(): number | null {
    const { usedPercent = 0, regainAccessMs = null } = this.#known(performance.now()) ?? {};
    return usedPercent >= fullPercent ? regainAccessMs : null;
  }

  #known(nowMs: number): GraphUsage | null {
    return this.#fullest !== null && nowMs < this.#fullest.untilMs ? this.#fullest.usage : null;
  }
}
