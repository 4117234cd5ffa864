import * as z from "zod";

const labelSchema = z.object({ key: z.int(), labelId: z.string(), name: z.string() });

/** What a job of bulk changes keeps of what it is to do. Names are as they were when it was started. */
const specSchema = z.object({ assign: z.array(labelSchema), remove: z.array(labelSchema), people: z.int() });
export type BulkSpec = z.infer<typeof specSchema>;

const countsSchema = z.partialRecord(
  z.enum(["pending", "attempting", "done", "unchanged", "failed", "skipped", "unknown"]),
  z.int(),
);

export function readSpec(stored: unknown): BulkSpec {
  return specSchema.parse(stored);
}

/** Items that have ended, by how; a state that is not named has none. */
export function readCounts(stored: unknown): z.infer<typeof countsSchema> {
  return countsSchema.parse(stored ?? {});
}
