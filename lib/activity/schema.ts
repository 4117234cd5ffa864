import type { MessageContent } from "../domain/message-content";
import type { Role } from "../domain/permissions";
import type { Predicate } from "../domain/predicate";
import type { LabelLook } from "../labels/schema";
import type { SendingSettings } from "../sending-settings/schema";
import { isUuid } from "../uuid";

export const activityOrigins = ["dashboard", "facebook", "job"] as const;
export type ActivityOrigin = (typeof activityOrigins)[number];

/** What a change is about: the part of its action before the dot. */
export const activityKinds = [
  "label",
  "bulk",
  "lead",
  "segment",
  "broadcast",
  "customer",
  "page",
  "member",
] as const;
type ActivityKind = (typeof activityKinds)[number];

/** Which changes are shown; what is left out narrows nothing. */
export interface ActivityFilter {
  userId?: string;
  kind?: ActivityKind;
  origin?: ActivityOrigin;
  /** Days as they are written in an address, 2026-11-25, in UTC; both count. */
  from?: string;
  until?: string;
}

/** A filter as it stands in an address. What is not understood is as if it were not there. */
export function readActivityFilter(query: URLSearchParams): ActivityFilter {
  const day = (name: string) => {
    const text = query.get(name) ?? "";
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
  };
  const userId = query.get("userId") ?? "";
  return {
    userId: isUuid(userId) ? userId : undefined,
    kind: activityKinds.find((kind) => kind === query.get("kind")),
    origin: activityOrigins.find((origin) => origin === query.get("origin")),
    from: day("from"),
    until: day("until"),
  };
}

export interface ActivityRow {
  id: string;
  at: string;
  /** Null for what Facebook or a job did. */
  userName: string | null;
  origin: ActivityOrigin;
  action: ActivityAction;
  subject: ActivitySubject;
  before: ActivityValues | null;
  after: ActivityValues | null;
  /**
   * Whether it can be taken back by whoever asks, or was; unknown when Facebook gave no answer to that. A rename is
   * taken back by another rename, which a person begins. Null when it cannot.
   */
  undo: "possible" | "done" | "unknown" | "rename" | null;
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
  | "label.undeleted"
  | "label.changed"
  | "label.renamed"
  | "label.merged"
  | "label.rename-cancelled"
  | "label.merge-cancelled"
  | "label.given-up"
  | "label.assigned"
  | "label.removed"
  | "bulk.started"
  | "bulk.imported"
  | "bulk.undone"
  | "bulk.cancelled"
  | "segment.created"
  | "segment.changed"
  | "segment.restored"
  | "segment.deleted"
  | "segment.undeleted"
  | "saved-message.kept"
  | "saved-message.forgotten"
  | "frozen-list.created"
  | "frozen-list.deleted"
  | "broadcast.created"
  | "broadcast.started"
  | "broadcast.paused"
  | "broadcast.resumed"
  | "broadcast.resumed-despite"
  | "broadcast.cancelled"
  | "broadcast.scheduled"
  | "broadcast.unscheduled"
  | "broadcast.approved"
  | "broadcast.retried"
  | "broadcast.held-back"
  | "broadcast.ended-unknown"
  | "broadcast.tested"
  | "customer.written-to"
  | "customer.opted-out"
  | "customer.opted-in"
  | "customer.proved-own"
  | "lead.claimed"
  | "lead.taken-over"
  | "lead.released"
  | "lead.assigned"
  | "lead.target-changed"
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
  /** What a person gave as the reason. */
  reason?: string;
  jobId?: string;
  fileName?: string;
  assignedNames?: string[];
  removedNames?: string[];
  segments?: number;
  broadcasts?: number;
  messageName?: string;
  differences?: number;
  memberId?: string;
  memberName?: string;
  role?: Role;
  roleBefore?: Role;
}

/** What something was before a change, or is after it; only what the change is about. */
export interface ActivityValues {
  /** Of labels that were renamed or merged. */
  names?: string[];
  look?: LabelLook;
  segment?: { name: string; predicate: Predicate };
  settings?: SendingSettings;
  leadTargetMinutes?: number | null;
  /** Null: there was none, or there is none any more. */
  message?: { name: string; content: MessageContent } | null;
}

export interface ActivityList {
  rows: ActivityRow[];
  /** Whose changes can be asked for: the members of the Page. */
  people: { userId: string; name: string }[];
  nextCursor: string | null;
}
