import fc from "fast-check";
import { expect, test } from "vitest";
import { findNearestPlace } from "./drag-places";
import { toScrollStep } from "./edge-scroll";

test("a held block goes to the place nearest to the pointer, whatever the heights of the rows", () => {
  const heights = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(heights, fc.integer({ min: -100, max: 3_100 }), (tops, y) => {
      const places = tops.toSorted((one, other) => one - other).map((top) => ({ top }));
      const found = places[findNearestPlace(places, y)]!;
      const nearest = Math.min(...places.map(({ top }) => Math.abs(top - y)));
      expect(Math.abs(found.top - y)).toBe(nearest);
    }),
  );
});

test("where nothing can take a block, it goes nowhere", () => {
  expect(findNearestPlace([], 10)).toBe(-1);
});

test("scrolling begins near an edge, is the faster the nearer, and stays away from the middle", () => {
  const step = (y: number) => toScrollStep(y, 100, 700);
  expect(step(400)).toBe(0);
  expect(step(148)).toBe(0);
  expect(step(140)).toBeLessThan(0);
  expect(step(110)).toBeLessThan(step(140));
  expect(step(20)).toBe(step(100));
  expect(step(660)).toBeGreaterThan(0);
  expect(step(690)).toBeGreaterThan(step(660));
});
