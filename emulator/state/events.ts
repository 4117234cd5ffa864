/** What can happen in the emulator's world. Everything random is in the event, so that a replay is exact. */
export type WorldEvent =
  | { type: "page-seeded"; at: number; spec: PageSpec }
  | { type: "label-created"; at: number; pageId: string; labelId: string; name: string }
  | { type: "label-deleted"; at: number; pageId: string; labelId: string }
  | { type: "label-assigned"; pageId: string; labelId: string; psid: string }
  | { type: "label-removed"; pageId: string; labelId: string; psid: string }
  | { type: "customer-added"; at: number; pageId: string; psid: string; name: string }
  | { type: "customer-wrote"; at: number; pageId: string; psid: string; text: string }
  | { type: "customer-tapped"; at: number; pageId: string; psid: string; title: string; payload: string }
  | { type: "customer-reacted"; at: number; pageId: string; psid: string; mid: string }
  | { type: "customer-referred"; at: number; pageId: string; psid: string; ref: string }
  | { type: "customer-reachable"; pageId: string; way: SideWay }
  | { type: "side-way-used"; pageId: string; id: string }
  | { type: "customer-read"; at: number; pageId: string; psid: string }
  | { type: "customer-blocked"; pageId: string; psid: string; isBlocked: boolean }
  | { type: "message-sent"; pageId: string; psid: string; message: SentMessage }
  | { type: "page-subscribed"; pageId: string; fields: string[] | null }
  | { type: "page-callback-set"; pageId: string; url: string | null }
  | { type: "page-switched"; pageId: string; switches: Partial<PageSwitches> }
  | { type: "webhook-queued"; pageId: string; line: string }
  | { type: "webhook-settled"; pageId: string; count: number }
  | { type: "app-subscribed"; subscription: AppSubscription | null }
  | { type: "creative-created"; pageId: string; id: string; messages: unknown[] }
  | { type: "broadcast-created"; pageId: string; broadcast: Broadcast }
  | {
      type: "broadcast-changed";
      pageId: string;
      id: string;
      status: BroadcastStatus;
      sentCount: number;
      at: number;
    }
  | { type: "reach-estimated"; pageId: string; id: string; estimate: number }
  | { type: "attachment-uploaded"; pageId: string; id: string; at: number; kind: string }
  | { type: "template-created"; pageId: string; template: UtilityTemplate }
  | { type: "persona-changed"; pageId: string; id: string; persona: Persona | null }
  | { type: "user-token-issued"; token: UserToken }
  | { type: "clock-set"; offsetMs: number; frozenAt: number | null };

/** A way to a person other than their PSID: a ticked checkbox, a comment, or a post on the Page. */
export interface SideWay {
  kind: "user_ref" | "comment_id" | "post_id";
  id: string;
  psid: string;
  at: number;
  isUsed: boolean;
}

export type Profile = "current" | "legacy";

/** What a Page is made of; the same spec at the same `at` makes the same Page. */
export interface PageSpec {
  pageId: string;
  token: string;
  name: string;
  profile: Profile;
  customers: number;
  labels: LabelSpec[];
  randomSeed: number;
  /** Everyone wrote within so many hours; null: about 30 % within a day, 60 % within a week. */
  wroteWithinHours: number | null;
  humanAgentApproved: boolean;
  theme: "coffee" | "books" | "plain";
  /** Part of the Page that holds phone-number accounts, hidden profiles and profiles with gaps. */
  hasOddAccounts: boolean;
}

export interface LabelSpec {
  name: string;
  /** Part of the customers who carry it, 0 to 1. */
  share: number;
  /** Labels of one group are exclusive: a lead has one stage. */
  group?: string;
}

export interface SentMessage {
  at: number;
  text: string;
  /** The message object as it was sent, when it was more than a text. */
  body: unknown;
  metadata: string | null;
  tag: string | null;
  messagingType: string | null;
  broadcastId: string | null;
}

export interface PageSwitches {
  contactTermsAccepted: boolean;
  humanAgentApproved: boolean;
  echoOwnLabelWrites: boolean;
  doubleAssign: "success" | "error";
  deleteUsedLabel: "events" | "silent";
  duplicateNames: "allow" | "refuse";
  oneEventAPost: boolean;
  rateLimits: boolean;
  /** Whether customers open what they receive by themselves (a message_reads webhook at once). */
  autoRead: boolean;
  requireAppSecretProof: boolean;
  /** What the person behind the Page's token may do on it; labels, messages and conversations need MESSAGING. */
  tasks: string[];
}

export interface AppSubscription {
  callbackUrl: string;
  verifyToken: string;
  fields: string[];
  includeValues: boolean;
}

/** Values of `status` are not confirmed anywhere; these are the emulator's own. */
type BroadcastStatus = "SCHEDULED" | "IN_PROGRESS" | "FINISHED" | "CANCELED";

export interface Broadcast {
  id: string;
  creativeId: string;
  labels: unknown;
  customLabelId: string | null;
  scheduledAt: number;
  createdAt: number;
  notificationType: string;
  messagingType: string | null;
  tag: string | null;
  status: BroadcastStatus;
  sentCount: number;
}

export interface UtilityTemplate {
  id: string;
  name: string;
  language: string;
  category: string;
  status: string;
  components: unknown;
}

export interface Persona {
  id: string;
  name: string;
  pictureUrl: string;
}

export interface UserToken {
  token: string;
  issuedAt: number;
  /** 0 = never. */
  expiresAt: number;
  scopes: string[];
  pageIds: string[] | null;
}
