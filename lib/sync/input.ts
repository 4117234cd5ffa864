import * as z from "zod";
import { nightlyComparisons } from "./schema";

export const compareInput = z.object({ pageId: z.string(), mode: z.enum(["report", "repair"]) });
export const syncPageInput = z.object({ pageId: z.string() });
export const nightlyInput = z.object({ pageId: z.string(), nightly: z.enum(nightlyComparisons) });
export const replayInput = z.object({
  pageId: z.string(),
  /** Ids of webhooks, or those of the last hours. */
  what: z.union([
    z.object({
      ids: z
        .array(z.string().regex(/^\d{1,19}$/))
        .min(1)
        .max(200),
    }),
    z.object({
      hours: z
        .number()
        .int()
        .min(1)
        .max(24 * 30),
    }),
  ]),
});
