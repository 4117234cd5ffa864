import * as z from "zod";
import type { MissingStage } from "./schema";

const labelSchema = z.object({ key: z.int(), labelId: z.string(), name: z.string() });

/**
 * What a job that renames or merges labels keeps of what it is to do, in the shape of other bulk jobs: the target is
 * put on, the sources go. A rename's target is not there until the job has made it.
 */
const moveSpecSchema = z.object({
  assign: z.array(labelSchema),
  remove: z.array(labelSchema),
  people: z.int(),
  /** The name to be, of a rename. */
  newName: z.string().nullable(),
});
export type MoveSpec = z.infer<typeof moveSpecSchema>;
export type MovedLabel = z.infer<typeof labelSchema>;

/** Where a job stands, apart from its phase. All times in ISO 8601. */
const moveCursorSchema = z.object({
  /** Labels of the new name that Facebook had before we made ours. */
  namesakeIds: z.array(z.string()).optional(),
  /** Who was put on or taken off until then has been read from the Page again. */
  verifiedAt: z.string().optional(),
  /** From then on the old labels may be gone on Facebook: nothing is taken off any more. */
  deletingAt: z.string().optional(),
  areDeleted: z.boolean().optional(),
  /** Who cancelled it: what was done is being taken back. */
  cancelledById: z.string().optional(),
  waits: z.int().optional(),
  /** How many people would lose their label, when it is paused because of them; 0 once somebody decided. */
  missing: z.int().optional(),
});
export type MoveCursor = z.infer<typeof moveCursorSchema>;

/** The steps in their order; "undo" follows a cancellation in one of the first three. */
export const movePhases = ["create", "assign", "verify", "switch", "delete", "undo"] as const;
export type MovePhase = (typeof movePhases)[number];

export const moveKinds = ["rename", "merge"] as const;
export type MoveKind = (typeof moveKinds)[number];

export function readMoveSpec(stored: unknown): MoveSpec {
  return moveSpecSchema.parse(stored);
}

export function readMoveCursor(stored: unknown): MoveCursor {
  return moveCursorSchema.parse(stored ?? {});
}

export function isMoveKind(kind: string): kind is MoveKind {
  return moveKinds.some((one) => one === kind);
}

/** What a person is asked when somebody would lose a label: it differs by what is done already. */
export function toMissingStage(phase: string | null, cursor: unknown): MissingStage {
  if (readMoveCursor(cursor).areDeleted) return "deleted";
  return phase === "delete" ? "switched" : "open";
}

/** What is switched over can only be finished: the segments speak of the new label by then. */
export function canCancelMove(phase: string | null, cursor: unknown): boolean {
  return phase !== "delete" && phase !== "undo" && readMoveCursor(cursor).cancelledById === undefined;
}
