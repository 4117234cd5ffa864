import { expect, test } from "vitest";
import { Brake } from "./brake";

test("of answers about different limits the fullest counts, for a minute after it was heard", () => {
  const brake = new Brake(40);
  brake.hear({ usedPercent: 95, regainAccessMs: null }, 0);
  brake.hear({ usedPercent: 10, regainAccessMs: null }, 1_000);
  expect(brake.toRatePerSecond(2_000)).toBe(10);
  expect(brake.toRatePerSecond(60_000)).toBe(40);
  brake.hear({ usedPercent: 90, regainAccessMs: null }, 61_000);
  expect(brake.toRatePerSecond(62_000)).toBe(20);
});
