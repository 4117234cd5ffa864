import * as z from "zod";

export const freezeInput = z.object({
  pageId: z.string(),
  name: z.string(),
  predicate: z.unknown(),
  segmentId: z.uuid().nullable(),
});

export const deleteFrozenListInput = z.object({ pageId: z.string(), id: z.uuid() });
