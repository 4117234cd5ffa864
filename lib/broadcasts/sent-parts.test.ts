import fc from "fast-check";
import { expect, test } from "vitest";
import { toDelaysMs, type SentPart } from "./sent-parts";

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
  /** It sent all of it, and told nobody. */
  isKilled: fc.constantFrom(true, false, false, false, false),
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
        for (const { size, run, stallMs, stallFrom, isKilled } of plan) {
          const count = Math.max(1, Math.floor(size * rate * 0.1));
          if (placeMs > seconds * secondOfPlacesMs) break;
          const next = { firstMs: placeMs, spacingMs, count };
          const lateMs = toDelaysMs(parts, next, secondOfPlacesMs).map((delayMs, at) => {
            const ownMs = placeMs + at * spacingMs;
            const heldMs = at === stallFrom ? stallMs : 0;
            const outMs = Math.max(ownMs + delayMs, freeAtMs[run]!) + heldMs;
            freeAtMs[run] = outMs;
            departures.push(outMs);
            return outMs - ownMs;
          });
          // Whoever stands still for longer and is then killed is beyond what can be known.
          const isUntold = isKilled && Math.max(...lateMs) <= 100;
          parts.push({ firstMs: placeMs, spacingMs, count, ...(isUntold ? {} : { lateMs }) });
          placeMs += count * spacingMs;
        }
        expect(mostInASecond(departures)).toBeLessThanOrEqual(rate);
      },
    ),
  );
});

test("what was late once is made up for within seconds", () => {
  const [spacingMs, count] = [secondOfPlacesMs / 300, 30];
  const parts: SentPart[] = [];
  const delays = Array.from({ length: 60 }, (_, part) => {
    const firstMs = part * count * spacingMs;
    const lateMs = toDelaysMs(parts, { firstMs, spacingMs, count }, secondOfPlacesMs);
    // The first tenth of a second stands still for a moment.
    parts.push({ firstMs, spacingMs, count, lateMs: part === 0 ? lateMs.map(() => 20) : lateMs });
    return Math.round(Math.max(...lateMs) * 10) / 10;
  });
  expect(delays.filter((_, part) => part % 10 === 0)).toEqual([0, 14.5, 9, 3.5, 0, 0]);
  expect(delays.slice(40)).toEqual(Array.from({ length: 20 }, () => 0));
});

test("where fewer went out than places fit into a second, nobody waits for a second to pass", () => {
  const lateMs = Array.from({ length: 20 }, () => 150);
  const parts = [0, 300, 600].map((firstMs) => ({ firstMs, spacingMs: 1, count: 20, lateMs }));
  expect(toDelaysMs(parts, { firstMs: 1_200, spacingMs: 1, count: 20 }, secondOfPlacesMs)).toEqual(
    Array.from({ length: 20 }, () => 0),
  );
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
