import { expect, test } from "vitest";
import { decideCanary, type CanaryFacts } from "./canary";

const watched: CanaryFacts = {
  ...{ watchLeftMs: -1, started: 25, waiting: 100, open: 0, due: 0, putOff: 0, bad: 0, settled: 25 },
};
const decide = (change: Partial<CanaryFacts>) => decideCanary({ ...watched, ...change }, 25);

test("the others get it only when every one of the first few has an outcome", () => {
  expect(decide({})).toEqual({ kind: "passed" });
  expect(decide({ open: 1, settled: 24 }).kind).toBe("wait");
  expect(decide({ settled: 0 }).kind).toBe("wait");
  expect(decide({ open: 25, settled: 0, watchLeftMs: -601_000 })).toEqual({ kind: "unsettled", open: 25 });
});

test("more than one bad in ten stops it, unknown ones among them", () => {
  expect(decide({ bad: 2 }).kind).toBe("passed");
  expect(decide({ bad: 3 })).toEqual({ kind: "failed", bad: 3, settled: 25 });
});

test("the first few that Facebook put off are tried again, and nobody else meanwhile", () => {
  expect(decide({ open: 2, due: 2, settled: 23 })).toEqual({ kind: "try-again" });
  expect(decide({ watchLeftMs: null, open: 2, due: 0 })).toEqual({ kind: "watch" });
  expect(decide({ open: 1, putOff: 1, settled: 24, watchLeftMs: -601_000 }).kind).toBe("wait");
  expect(decide({ watchLeftMs: null, started: 20 })).toEqual({ kind: "begin", people: 5 });
  expect(decide({ watchLeftMs: 900 })).toEqual({ kind: "wait", forMs: 900 });
});

test("when nobody is left to be spared there is nothing to wait for", () => {
  expect(decide({ waiting: 0, settled: 0, open: 3 })).toEqual({ kind: "everybody" });
});
