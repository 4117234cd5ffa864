import { can, type Capability, type Role } from "../domain/permissions";
import type { ActivityAction, ActivityRow, ActivitySubject } from "./schema";

/** Single changes that can be taken back, and what somebody must be allowed to for it. */
export const undoCapabilities = {
  "label.assigned": "labels.assign",
  "label.removed": "labels.assign",
  "label.changed": "labels.manage",
  "label.created": "labels.manage",
  "label.deleted": "labels.manage",
  "member.role-changed": "members.manage",
  "segment.changed": "segments.edit",
  "segment.restored": "segments.edit",
  "segment.deleted": "segments.edit",
  "settings.changed": "settings.manage",
  "saved-message.kept": "broadcasts.edit",
  "saved-message.forgotten": "broadcasts.edit",
} as const satisfies Partial<Record<ActivityAction, Capability>>;
export type UndoableAction = keyof typeof undoCapabilities;

/** What can be taken back without values of before: the change itself says what it was. */
const sayingAll: readonly string[] = ["label.assigned", "label.removed", "label.created"];

/** Changes of a label that has to be there for them to be taken back. */
const ofOneLabel: readonly string[] = ["label.assigned", "label.removed", "label.changed", "label.created"];

interface StoredChange {
  action: string;
  userId: string | null;
  undoneAt: Date | null;
  undoUnknown: boolean;
  subject: unknown;
  before: unknown;
}

/**
 * Those that were written down before there were values to go back to cannot be taken back.
 * @param labelIds labels that are there: another name can be given to these alone
 */
export function readUndo(row: StoredChange, role: Role, labelIds: ReadonlySet<string>): ActivityRow["undo"] {
  const { labelId = "", memberId } = row.subject as ActivitySubject;
  const isLabelGone = ofOneLabel.includes(row.action) && !labelIds.has(labelId);
  if (row.undoneAt !== null && !row.undoUnknown) return "done";
  if (row.action === "label.renamed")
    return labelIds.has(labelId) && can(role, "labels.manage") ? "rename" : null;
  const capability = (undoCapabilities as Record<string, Capability | undefined>)[row.action];
  if (!capability || row.userId === null || !can(role, capability) || isLabelGone) return null;
  if (row.undoUnknown) return "unknown";
  if (sayingAll.includes(row.action) || memberId !== undefined) return "possible";
  return row.before === null ? null : "possible";
}
