import fc from "fast-check";
import { expect, test } from "vitest";
import { findQuietEnd, parseClockText, toClockText, toInstant, toLocalText } from "./quiet-hours";

const night = { timeZone: "Europe/Lisbon", from: 22 * 60, until: 8 * 60 };

test.each<[string, string, string | null]>([
  ["in the evening before", "2026-11-25T21:59:59Z", null],
  ["from their first minute", "2026-11-25T22:00:00Z", "2026-11-26T08:00:00.000Z"],
  ["after midnight", "2026-11-26T03:10:30Z", "2026-11-26T08:00:00.000Z"],
  ["in their last second", "2026-11-26T07:59:59Z", "2026-11-26T08:00:00.000Z"],
  ["from their end", "2026-11-26T08:00:00Z", null],
  ["in summer, by the clocks of the Page", "2026-07-01T21:30:00Z", "2026-07-02T07:00:00.000Z"],
  ["in the night when clocks go back", "2026-10-24T22:00:00Z", "2026-10-25T08:00:00.000Z"],
])("quiet hours %s", (_, at, until) => {
  expect(findQuietEnd(night, new Date(at))?.toISOString() ?? null).toBe(until);
});

test("quiet hours that begin and end at once are none", () => {
  expect(findQuietEnd({ ...night, until: night.from }, new Date("2026-11-25T22:00:00Z"))).toBeNull();
});

test("what a clock shows is the instant it was made from, in every zone, but for the hour that comes twice", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Europe/Lisbon",
    "America/Los_Angeles",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
  );
  const minutes = fc.integer({ min: 27_000_000, max: 31_000_000 });
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const at = new Date(minute * 60_000);
      const back = toInstant(toLocalText(at, zone), zone)!;
      expect(toLocalText(back, zone)).toBe(toLocalText(at, zone));
      expect(Math.abs(back.getTime() - at.getTime())).toBeLessThanOrEqual(3_600_000);
    }),
  );
  expect(toInstant("2026-11-25T18:00", "America/Los_Angeles")).toEqual(new Date("2026-11-26T02:00:00Z"));
  expect(toInstant("tomorrow", "UTC")).toBeNull();
  expect(toInstant("2026-11-25T18:00", "Mars/Olympus")).toBeNull();
});

test("a time of the day is read and written", () => {
  for (let minutes = 0; minutes < 1_440; minutes++)
    expect(parseClockText(toClockText(minutes))).toBe(minutes);
  expect(parseClockText("24:00")).toBeNull();
});
