import { pool } from "../db";
import { fillMessageText } from "../domain/message-text";
import { decideSend, type SendFacts } from "../domain/messaging-policy";
import type { PlatformProfile } from "../domain/messaging-rules";
import { matches, type Predicate } from "../domain/predicate";
import type { PageId } from "../page-id";
import type { DeliveryReason } from "./delivery-reason";
import type { Lease } from "./ledger";

interface RecipientFacts {
  ordinal: number;
  firstName: string | null;
  labelsKnown: boolean;
  blocked: boolean;
  optedOut: boolean;
  windowOpenedAt: Date | null;
  lastMessageAt: Date | null;
  labelIds: string[];
}

export type SendVerdict =
  | {
      ordinal: number;
      psid: string;
      attempts: number;
      send: true;
      text: string;
      messagingType: "RESPONSE" | "UPDATE" | "MESSAGE_TAG";
    }
  | { ordinal: number; psid: string; send: false; reason: DeliveryReason };

interface Letter {
  profile: PlatformProfile;
  text: string;
  predicate: Predicate;
}

/**
 * Decides for each of these customers, from what is true at this moment, whether the message may go to them, and
 * what it says. Windows close, labels are removed and people opt out while a broadcast runs.
 */
export async function decideRecipients(
  pageId: PageId,
  leases: readonly Lease[],
  letter: Letter,
  at: Date,
): Promise<SendVerdict[]> {
  const facts = await readFacts(
    pageId,
    leases.map(({ ordinal }) => ordinal),
  );
  return leases.map(({ ordinal, psid, attempts }) => ({
    ordinal,
    psid,
    attempts,
    ...decide(facts.get(ordinal), letter, at),
  }));
}

/** One call for each customer, written for many at once and sent by itself. */
const fanOut = {
  platform: "messenger",
  way: "fan-out",
  tag: null,
  content: "ordinary",
  author: "automation",
  humanAgentApproved: false,
} as const satisfies Partial<SendFacts>;

type Decision =
  | { send: true; text: string; messagingType: "RESPONSE" | "UPDATE" | "MESSAGE_TAG" }
  | { send: false; reason: DeliveryReason };

function decide(facts: RecipientFacts | undefined, letter: Letter, at: Date): Decision {
  if (!facts) return { send: false, reason: "customer-gone" };
  const decision = decideSend({ ...facts, ...fanOut, profile: letter.profile, at });
  if (!decision.allowed) return { send: false, reason: decision.reason };
  if (!matches(letter.predicate, new Set(facts.labelIds)))
    return { send: false, reason: "no-longer-matches" };
  const filled = fillMessageText(letter.text, { firstName: facts.firstName });
  if (!filled.ok) return { send: false, reason: "text" };
  return { send: true, text: filled.text, messagingType: decision.messagingType };
}

async function readFacts(
  pageId: PageId,
  ordinals: readonly number[],
): Promise<ReadonlyMap<number, RecipientFacts>> {
  const { rows } = await pool().query<RecipientFacts>(
    `SELECT ordinal, first_name AS "firstName", labels_known AS "labelsKnown", blocked,
            opted_out_at IS NOT NULL AS "optedOut", window_opened_at AS "windowOpenedAt",
            last_message_at AS "lastMessageAt",
            ARRAY(SELECT label.label_id FROM assignment JOIN label ON label.key = assignment.label_key
                   WHERE assignment.page_id = customer.page_id AND assignment.ordinal = customer.ordinal) AS "labelIds"
       FROM customer WHERE page_id = $1 AND ordinal = ANY($2::int[])`,
    [pageId, ordinals],
  );
  return new Map(rows.map((row) => [row.ordinal, row]));
}
