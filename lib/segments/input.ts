import * as z from "zod";

export const saveSegmentInput = z.object({
  pageId: z.string(),
  id: z.uuid().optional(),
  name: z.string(),
  predicate: z.unknown(),
  /** The `updatedAt` that the editor started from; a save over a newer version is refused. */
  basedOn: z.string().optional(),
});

export const deleteSegmentInput = z.object({ pageId: z.string(), id: z.uuid() });

export const restoreVersionInput = z.object({
  pageId: z.string(),
  id: z.uuid(),
  number: z.int().min(1),
  basedOn: z.string(),
});
