import { expect, test } from "vitest";
import { createRandom } from "../audience/audience-database.fixture";
import { Arrivals } from "./arrivals";

/** How late messages are that left at this rate, each accepted after this long; told in tenths of a second, as sending does. */
function sendAll(tookMs: readonly number[], ratePerSecond: number): number[] {
  const arrivals = new Arrivals();
  const spacingMs = 1_000 / ratePerSecond;
  const departures = tookMs.map((_, at) => arrivals.leave(at * spacingMs));
  for (const [at, departure] of departures.entries())
    arrivals.accept(departure, departure.leftMs + tookMs[at]!);
  const portion = Math.max(1, ratePerSecond / 10);
  const late: number[] = [];
  for (let from = 0; from < departures.length; from += portion) {
    const some = departures.slice(from, from + portion);
    for (const [at, arrivedMs] of arrivals.toArrivalsMs(some, Infinity).entries())
      late.push(arrivedMs! - some[at]!.leftMs);
  }
  return late;
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

test("however much answers vary, hardly anything of the rate is lost to it once they are known", () => {
  const random = createRandom(20_261_126);
  // Half within 450 ms, one in ten longer than 620 ms.
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  for (const ratePerSecond of [10, 40, 300]) {
    const tookMs = Array.from({ length: ratePerSecond * 20 }, () => 450 * Math.exp(0.25 * normal()));
    // A second of places is longer by what is late of it, but for the 5.5 ms that are made up; see sent-parts.
    expect(mean(sendAll(tookMs, ratePerSecond).slice(30)) - 5.5).toBeLessThan(15);
  }
});

test("one that takes long there by itself is hardly late: the next is accepted", () => {
  const takeLong = (variesMs: number) => (_: unknown, at: number) =>
    at === 400 ? 900 : 30 + (at % 10) * (variesMs / 10);
  const [steady, varying] = [4, 40].map((ms) => sendAll(Array.from({ length: 600 }, takeLong(ms)), 300));
  expect(varying![400]).toBeLessThan(10);
  // Where answers are steady it is not known to be accepted by itself.
  expect(steady![400]).toBeLessThan(110);
});

test("where everything stood still for a moment, everything that was on its way is late", () => {
  // From the 400th on nothing moves for 50 ms; then all that waited is accepted at once, and the rest as usual.
  const stall = { from: 400, count: 15 };
  const spacingMs = 1_000 / 300;
  const tookMs = Array.from({ length: 600 }, (_, at) => {
    const inStall = at - stall.from;
    return 5 + (inStall >= 0 && inStall < stall.count ? (stall.count - inStall) * spacingMs : 0);
  });
  const late = sendAll(tookMs, 300).map((one) => Math.round(one * 10) / 10);
  expect(late.slice(100, 400)).toEqual(Array.from({ length: 300 }, () => 0));
  expect(late.slice(400, 405)).toEqual([50, 46.7, 43.3, 40, 36.7]);
  expect(late.slice(415)).toEqual(Array.from({ length: 185 }, () => 0));
});

test("who stood still takes what waited in any order: while answers are steady, each tells of its own message", () => {
  // From the 400th on nothing moves for 50 ms; the last that waited is taken first, and the first 15 ms after it.
  const stall = { from: 400, count: 15 };
  const spacingMs = 1_000 / 300;
  const tookMs = Array.from({ length: 600 }, (_, at) => {
    const left = stall.from + stall.count - at;
    return 1 + (left > 0 && left <= stall.count ? left * spacingMs + left : 0);
  });
  const late = sendAll(tookMs, 300).map((one) => Math.round(one * 10) / 10);
  expect(late.slice(400, 403)).toEqual([65, 60.7, 56.3]);
});

test("as long as too few were accepted to know what is usual, all of the way counts", () => {
  const arrivals = new Arrivals();
  const departure = arrivals.leave(0);
  expect(arrivals.toArrivalsMs([null, departure], 300)).toEqual([null, 300]);
});
