import * as z from "zod";
import { moveSourcesMax } from "./schema";

export const moveImpactInput = z.object({
  sourceIds: z.array(z.string().max(64)).min(1).max(moveSourcesMax),
  /** Null for a rename: the label that takes the place is not there yet. */
  targetId: z.string().max(64).nullable(),
});

export const renameLabelInput = z.object({
  pageId: z.string(),
  labelId: z.string().max(64),
  name: z.string(),
});
export const mergeLabelsInput = z.object({
  pageId: z.string(),
  sourceIds: z.array(z.string().max(64)).min(1).max(moveSourcesMax),
  targetId: z.string().max(64),
});
