import type { DeliveryState } from "../domain/broadcast-state";
import type { MessageContent } from "../domain/message-content";
import type { MessageTag } from "../domain/messaging-rules";
import type { LeadClaim } from "../leads/schema";

/** One message from a person of the team to one customer. */
export interface DirectMessageRow {
  id: string;
  by: string | null;
  content: MessageContent;
  tag: MessageTag | null;
  isTest: boolean;
  state: DeliveryState;
  reasonWords: string | null;
  attemptedAt: string;
  deliveredAt: string | null;
  readAt: string | null;
}

/** How one customer may be written to now, and what was written to them from here lately, newest first. */
export interface DirectMessages {
  rows: DirectMessageRow[];
  ways: DirectWay[];
  /** Who answers this person as a lead. */
  claim: LeadClaim | null;
}

/** A way of writing to this customer: plain or under a tag; refused ones say why. */
export interface DirectWay {
  tag: MessageTag | null;
  /** When it ends; null when it has no end, or is refused. */
  until: string | null;
  refused: string | null;
}

/** Who a person of the team is on this Page, when they proved it, and the code with which they are about to. */
export interface OwnCustomer {
  customer: { psid: string; name: string } | null;
  claim: { code: string; until: string } | null;
}
