import type { Formats } from "use-intl";

export const locale = "en";

/** How times are written, everywhere the same: 21 Nov 2026 in the reader's order, 24 hours. */
export const formats = {
  dateTime: {
    day: { day: "numeric", month: "short", year: "numeric" },
    /** A day on which a rule of the platform changes: the same for readers everywhere. */
    ruleDay: { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" },
    time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    second: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
    moment: {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    },
  },
} satisfies Formats;
