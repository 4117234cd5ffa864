import { expect, test } from "vitest";
import { mostInASecond, toSeen } from "./stalls";

test("what was seen at once after a stall is not counted into a second that began within it", () => {
  const stalls = [{ fromMs: 1_000, toMs: 1_400 }];
  const seen = [...[1_401, 1_405], 1_500, 2_100, 2_401].map((atMs) => toSeen(stalls, atMs));
  expect(seen.map(({ notBeforeMs }) => notBeforeMs)).toEqual([1_000, 1_000, 1_490, 2_090, 2_391]);
  expect(mostInASecond(seen)).toEqual({ seen: 4, certain: 3 });
});
