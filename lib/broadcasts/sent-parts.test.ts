import fc from "fast-check";
import { expect, test } from "vitest";
import { toDelayMs, type SentPart } from "./sent-parts";

/** As sending does: places a hair farther apart than the rate asks. */
const secondOfPlacesMs = 1_006;
const seconds = 4;

/** A run's portion: how much of the most it may book, which run it is, and from which message on it stood still. */
const portions = fc.record({
  /** Of a tenth of a second. */
  size: fc.double({ min: 0, max: 1, noNaN: true }),
  run: fc.integer({ min: 0, max: 2 }),
  stallMs: fc.constantFrom(0, 0, 0, 3, 40, 150),
  stallFrom: fc.integer({ min: 0, max: 20 }),
});

test("however runs stand still, no second holds more messages than the rate, and none of it is lost for good", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.array(portions, { minLength: 30, maxLength: 200 }),
      (rate, plan) => {
        const spacingMs = secondOfPlacesMs / rate;
        const parts: SentPart[] = [];
        const departures: number[] = [];
        const freeAtMs = [0, 0, 0];
        let placeMs = 0;
        for (const { size, run, stallMs, stallFrom } of plan) {
          const count = Math.max(1, Math.floor(size * rate * 0.1));
          if (placeMs > seconds * secondOfPlacesMs) break;
          const part = { firstMs: placeMs, lastMs: placeMs + (count - 1) * spacingMs, lateMs: 0 };
          const delayMs = toDelayMs(parts, part, secondOfPlacesMs);
          for (let at = 0; at < count; at++) {
            const ownMs = placeMs + at * spacingMs;
            const heldMs = at === stallFrom ? stallMs : 0;
            const outMs = Math.max(ownMs + delayMs, freeAtMs[run]!) + heldMs;
            freeAtMs[run] = outMs;
            departures.push(outMs);
            part.lateMs = Math.max(part.lateMs, outMs - ownMs);
          }
          parts.push(part);
          placeMs += count * spacingMs;
        }
        expect(mostInASecond(departures)).toBeLessThanOrEqual(rate);
      },
    ),
  );
});

test("what was late once is made up for within seconds", () => {
  const spacingMs = secondOfPlacesMs / 300;
  const length = 30 * spacingMs;
  const parts: SentPart[] = [{ firstMs: 0, lastMs: length - spacingMs, lateMs: 20 }];
  const delays = [1, 2, 3, 4, 5, 6].map((second) => {
    const part = {
      firstMs: second * secondOfPlacesMs,
      lastMs: second * secondOfPlacesMs + length - spacingMs,
    };
    const delayMs = toDelayMs(parts, part, secondOfPlacesMs);
    parts.push({ ...part, lateMs: delayMs });
    return Math.round(delayMs);
  });
  expect(delays).toEqual([16, 12, 8, 4, 0, 0]);
});

function mostInASecond(departures: readonly number[]): number {
  const sorted = [...departures].sort((one, other) => one - other);
  let [first, most] = [0, 0];
  for (const [last, at] of sorted.entries()) {
    while (at - sorted[first]! >= 1_000 - 1e-6) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
