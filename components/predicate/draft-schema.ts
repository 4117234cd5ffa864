import * as z from "zod";
import type { DraftNode, DraftPredicate } from "@/lib/domain/predicate-draft";

const id = z.string();
const muted = z.literal(true).optional();

const draftNodeSchema: z.ZodType<DraftNode> = z.lazy(() =>
  z.union([
    z.object({ id, muted, op: z.literal("LABEL"), labelId: z.string() }),
    z.object({ id, muted, op: z.enum(["AND", "OR"]), operands: z.array(draftNodeSchema) }),
    z.object({ id, muted, op: z.literal("NOT"), operand: draftNodeSchema }),
  ]),
);

/** A draft that comes back from the browser's storage. */
export const draftPredicateSchema: z.ZodType<DraftPredicate> = z.object({
  root: draftNodeSchema,
  nextId: z.int().nonnegative(),
});
