import { expect, test } from "vitest";
import { fuzz } from "./fuzz";

test("2,000 mad requests get a success or a Graph error, never a failure of the emulator's own", async () => {
  const seed = Math.floor(Date.now() % 1_000_000_000);
  console.log(`fuzz seed ${seed}`);
  const report = await fuzz(seed, 2_000);
  expect(report.violations, `seed ${seed}`).toEqual([]);
  expect(Object.keys(report.codes).length).toBeGreaterThan(3);
}, 60_000);
