import * as z from "zod/mini";
import type { Exclusions } from "./broadcast-audience";
import { predicateSchema } from "./predicate-schema";

export const exclusionsSchema: z.ZodMiniType<Exclusions> = z.object({
  segments: z.array(z.object({ segmentId: z.string(), predicate: predicateSchema })).check(z.maxLength(20)),
  broadcastIds: z.array(z.string()).check(z.maxLength(20)),
  contactedWithinDays: z.nullable(z.int().check(z.minimum(1), z.maximum(365))),
});
