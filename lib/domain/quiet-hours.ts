/** Hours of the Page's own day in which no broadcast goes out. Minutes since midnight; `from` may be after `until`. */
export interface QuietHours {
  timeZone: string;
  from: number;
  until: number;
}

const minuteMs = 60_000;
/** No day is longer, whatever a clock change does. */
const lookAheadMinutes = 26 * 60;

/** When the quiet hours that hold at this instant end; null outside them. */
export function findQuietEnd(quiet: QuietHours, at: Date): Date | null {
  if (quiet.from === quiet.until || !isQuiet(quiet, at)) return null;
  // Minute by minute along the real time line: a clock change inside the quiet hours makes them longer or shorter.
  const start = Math.floor(at.getTime() / minuteMs);
  for (let minute = 1; minute <= lookAheadMinutes; minute++) {
    const instant = new Date((start + minute) * minuteMs);
    if (!isQuiet(quiet, instant)) return instant;
  }
  return null;
}

function isQuiet({ timeZone, from, until }: QuietHours, at: Date): boolean {
  const minute = toMinuteOfDay(at, timeZone);
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function toMinuteOfDay(at: Date, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(timeZone, format);
  }
  const parts = format.formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return read("hour") * 60 + read("minute");
}

/** "22:30" for 1350. */
export function toClockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Minutes since midnight; null for what is no time of the day. */
export function parseClockText(text: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The instant at which clocks of this zone show "2026-11-25T18:00"; null for what is no such text. */
export function toInstant(local: string, timeZone: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(local);
  if (match === null || !isTimeZone(timeZone)) return null;
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  // Twice: the first guess may lie on the other side of a clock change.
  let instant = asUtc;
  for (let turn = 0; turn < 2; turn++) instant = asUtc - offsetMs(new Date(instant), timeZone);
  return new Date(instant);
}

/** "2026-11-25T18:00", as clocks of this zone show the instant. */
export function toLocalText(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetMs(at, timeZone)).toISOString().slice(0, 16);
}

function offsetMs(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    ...{
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    },
    hourCycle: "h23",
  }).formatToParts(at);
  const read = (type: string) => parts.find((part) => part.type === type)?.value ?? "00";
  const local = `${read("year")}-${read("month")}-${read("day")}T${read("hour")}:${read("minute")}:${read("second")}Z`;
  return Date.parse(local) - Math.floor(at.getTime() / 1_000) * 1_000;
}
