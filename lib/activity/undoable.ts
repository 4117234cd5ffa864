import { can, type Capability, type Role } from "../domain/permissions";
import type { ActivityAction, ActivityRow } from "./schema";

/** Single changes that can be taken back, and what somebody must be allowed to for it. */
export const undoCapabilities = {
  "label.assigned": "labels.assign",
  "label.removed": "labels.assign",
  "label.changed": "labels.manage",
  "segment.changed": "segments.edit",
  "segment.restored": "segments.edit",
  "segment.deleted": "segments.edit",
  "settings.changed": "settings.manage",
  "saved-message.kept": "broadcasts.edit",
  "saved-message.forgotten": "broadcasts.edit",
} as const satisfies Partial<Record<ActivityAction, Capability>>;
export type UndoableAction = keyof typeof undoCapabilities;

/** Those that were written down before there were values to go back to cannot be taken back. */
export function readUndo(
  row: { action: string; userId: string | null; undoneAt: Date | null; before: unknown },
  role: Role,
): ActivityRow["undo"] {
  if (row.undoneAt !== null) return "done";
  const capability = (undoCapabilities as Record<string, Capability | undefined>)[row.action];
  if (!capability || row.userId === null || !can(role, capability)) return null;
  const isToggle = row.action === "label.assigned" || row.action === "label.removed";
  return isToggle || row.before !== null ? "possible" : null;
}
