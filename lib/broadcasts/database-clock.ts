/**
 * The database's clock as seen from this process. Taken anew from each answer, it would be late by the way there and back,
 * and a little of the rate would be lost each time; the answers of a run together tell it to a fraction of that.
 */
export class DatabaseClock {
  /** What is to be added to the database's time: no less, and no more. */
  #least = -Infinity;
  #most = Infinity;

  learn(askedAtMs: number, databaseMs: number, answeredAtMs: number): void {
    const [least, most] = [askedAtMs - databaseMs, answeredAtMs - databaseMs];
    this.#least = Math.max(this.#least, least);
    this.#most = Math.min(this.#most, most);
    // Somebody set a clock.
    if (this.#least > this.#most) [this.#least, this.#most] = [least, most];
  }

  fromDatabase(databaseMs: number): number {
    return databaseMs + (this.#least + this.#most) / 2;
  }
}
