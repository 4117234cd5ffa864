import fc from "fast-check";
import { expect, test } from "vitest";
import { Arrivals } from "./arrivals";
import { Places } from "./places";

const delays = fc.array(fc.double({ min: 0, max: 150, noNaN: true }), { minLength: 1, maxLength: 25 });

test("nobody goes out before the place and its delay, and nobody waits long after a group was marked for the first of it", () => {
  fc.assert(
    fc.property(delays, fc.double({ min: 0.5, max: 40, noNaN: true }), (delaysMs, spacingMs) => {
      const places = new Places({ firstMs: 0, startAtMs: 1_000, delaysMs }, spacingMs, new Arrivals());
      const dueMs = places.dueTimesMs(delaysMs.length);
      for (const [at, due] of dueMs.entries()) {
        expect(due).toBeGreaterThanOrEqual(1_000 + at * spacingMs + delaysMs[at]!);
        expect(due - dueMs[0]!).toBeLessThanOrEqual(at * spacingMs + 10 + 1e-6);
      }
    }),
  );
});

test("where nothing is late, each goes out at its place", () => {
  const places = new Places({ firstMs: 0, startAtMs: 0, delaysMs: [0, 0, 0, 0] }, 3, new Arrivals());
  expect(places.dueTimesMs(3)).toEqual([0, 3, 6]);
  places.pass(3);
  expect(places.dueTimesMs(1)).toEqual([9]);
});
