import type { Role } from "../domain/permissions";

export type ActivityOrigin = "dashboard" | "facebook" | "job";

export interface ActivityRow {
  id: string;
  at: string;
  /** Null for what Facebook or a job did. */
  userName: string | null;
  origin: ActivityOrigin;
  action: ActivityAction;
  subject: ActivitySubject;
}

/** What was done. The words for each are in the catalogue, under `activity`. */
export type ActivityAction =
  | "page.connected"
  | "page.imported"
  | "page.resubscribed"
  | "page.compared"
  | "page.repaired"
  | "member.invited"
  | "member.joined"
  | "member.role-changed"
  | "member.removed"
  | "label.created"
  | "label.deleted"
  | "label.assigned"
  | "label.removed"
  | "bulk.started"
  | "bulk.undone"
  | "bulk.cancelled"
  | "segment.created"
  | "segment.changed"
  | "segment.restored"
  | "segment.deleted"
  | "frozen-list.created"
  | "frozen-list.deleted"
  | "broadcast.created"
  | "broadcast.started"
  | "broadcast.paused"
  | "broadcast.resumed"
  | "broadcast.cancelled"
  | "broadcast.scheduled"
  | "broadcast.unscheduled"
  | "broadcast.approved"
  | "broadcast.retried"
  | "broadcast.tested"
  | "customer.written-to"
  | "customer.opted-out"
  | "customer.opted-in"
  | "settings.changed";

/** What it was done to: ids and names as they were at the time. */
export interface ActivitySubject {
  labelId?: string;
  labelName?: string;
  psid?: string;
  customerName?: string;
  segmentId?: string;
  segmentName?: string;
  broadcastId?: string;
  broadcastName?: string;
  people?: number;
  jobId?: string;
  assignedNames?: string[];
  removedNames?: string[];
  differences?: number;
  memberName?: string;
  role?: Role;
  roleBefore?: Role;
}

export interface ActivityList {
  rows: ActivityRow[];
  nextCursor: string | null;
}
