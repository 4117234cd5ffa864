import * as z from "zod";
import type { VersionNote } from "./schema";

/** Why a version was made when nobody edited the segment, as it is kept. */
export const versionNoteSchema: z.ZodType<VersionNote> = z.object({
  kind: z.enum(["renamed", "merged"]),
  from: z.array(z.string()),
  to: z.string(),
});
