import { pool } from "../db";
import type { AudienceKind, Exclusions } from "../domain/broadcast-audience";
import { fillContent } from "../domain/message-check";
import type { MessageContent } from "../domain/message-content";
import { decideSend, type SendContent } from "../domain/messaging-policy";
import type { MessageTag, PlatformProfile } from "../domain/messaging-rules";
import { matches, type Predicate } from "../domain/predicate";
import type { PageId } from "../page-id";
import type { SendingSettings } from "../sending-settings/schema";
import { isContact } from "./contact";
import type { Connection } from "./customer-lock";
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
  /** Lines of other broadcasts within the days that the frequency cap counts. */
  receivedLately: number;
  gotExcluded: boolean;
  contactedLately: boolean;
}

type Decision =
  | {
      send: true;
      content: MessageContent;
      messagingType: "RESPONSE" | "UPDATE" | "MESSAGE_TAG";
      tag: MessageTag | null;
    }
  | { send: false; reason: DeliveryReason };

export type SendVerdict = Lease & Decision;

/** What a broadcast says, to whom, and under which rules. */
export interface Letter {
  broadcastId: string;
  profile: PlatformProfile;
  content: MessageContent;
  /** What the message is, as far as the rules care. */
  sendContent: SendContent;
  tag: MessageTag | null;
  audienceKind: AudienceKind;
  /** Null for everyone, and for the people of a frozen list, whatever their labels are now. */
  predicate: Predicate | null;
  exclusions: Exclusions;
  frequencyCap: SendingSettings["frequencyCap"];
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
  connection: Connection = pool(),
): Promise<SendVerdict[]> {
  const facts = await readFacts(
    connection,
    pageId,
    leases.map(({ ordinal }) => ordinal),
    letter,
  );
  return leases.map((lease) => ({ ...lease, ...decide(facts.get(lease.ordinal), letter, at) }));
}

/** Whether what other broadcasts send at this very moment may change the verdict. */
export function dependsOnOthers({ exclusions, frequencyCap }: Letter): boolean {
  return (
    frequencyCap !== null || exclusions.contactedWithinDays !== null || exclusions.broadcastIds.length > 0
  );
}

function decide(facts: RecipientFacts | undefined, letter: Letter, at: Date): Decision {
  if (!facts) return { send: false, reason: "customer-gone" };
  // Who was kept in a list stays in it; only a segment that is left out asks for labels.
  const isByLabels = letter.audienceKind !== "frozen-list" || letter.exclusions.segments.length > 0;
  const decision = decideSend({
    ...facts,
    labelsKnown: facts.labelsKnown || !isByLabels,
    profile: letter.profile,
    platform: "messenger",
    way: "fan-out",
    tag: letter.tag,
    content: letter.sendContent,
    author: "automation",
    humanAgentApproved: false,
    at,
  });
  if (!decision.allowed) return { send: false, reason: decision.reason };
  const left = findLeftOut(facts, letter);
  if (left !== null) return { send: false, reason: left };
  const filled = fillContent(letter.content, facts);
  if (!filled.ok) return { send: false, reason: "text" };
  return { send: true, content: filled.content, messagingType: decision.messagingType, tag: decision.tag };
}

/** The audience's own conditions, asked again of one customer. */
function findLeftOut(facts: RecipientFacts, letter: Letter): DeliveryReason | null {
  const labelIds = new Set(facts.labelIds);
  if (letter.predicate !== null && !matches(letter.predicate, labelIds)) return "no-longer-matches";
  if (letter.exclusions.segments.some(({ predicate }) => matches(predicate, labelIds)))
    return "excluded-segment";
  if (facts.gotExcluded) return "excluded-broadcast";
  if (facts.contactedLately) return "contacted-lately";
  return letter.frequencyCap !== null && facts.receivedLately >= letter.frequencyCap.count
    ? "over-cap"
    : null;
}

async function readFacts(
  connection: Connection,
  pageId: PageId,
  ordinals: readonly number[],
  { broadcastId, exclusions, frequencyCap }: Letter,
): Promise<ReadonlyMap<number, RecipientFacts>> {
  const contactedDays = exclusions.contactedWithinDays ?? 0;
  // Each is asked only when the broadcast has such a condition: most have none, and this runs before every group.
  const others = `FROM delivery WHERE delivery.page_id = customer.page_id AND delivery.ordinal = customer.ordinal
      AND broadcast_id <> $3 AND ${isContact}`;
  const since = (days: string) => `attempted_at > now() - make_interval(days => ${days})`;
  const { rows } = await connection.query<RecipientFacts>({
    name: "read-recipient-facts",
    text: `SELECT ordinal, first_name AS "firstName", labels_known AS "labelsKnown", blocked,
            opted_out_at IS NOT NULL AS "optedOut", window_opened_at AS "windowOpenedAt",
            last_message_at AS "lastMessageAt",
            ARRAY(SELECT label.label_id FROM assignment JOIN label ON label.key = assignment.label_key
                   WHERE assignment.page_id = customer.page_id AND assignment.ordinal = customer.ordinal) AS "labelIds",
            CASE WHEN $4 > 0 THEN (SELECT count(*)::int ${others} AND ${since("$4")}) ELSE 0 END AS "receivedLately",
            $5::uuid[] <> '{}' AND EXISTS (SELECT ${others} AND broadcast_id = ANY($5::uuid[])) AS "gotExcluded",
            $6 > 0 AND (EXISTS (SELECT ${others} AND ${since("$6")})
              OR EXISTS (SELECT FROM direct_message
                          WHERE direct_message.page_id = customer.page_id
                            AND direct_message.ordinal = customer.ordinal AND ${since("$6")}
                            AND ${isContact})) AS "contactedLately"
       FROM customer WHERE page_id = $1 AND ordinal = ANY($2::int[])`,
    values: [pageId, ordinals, broadcastId, frequencyCap?.days ?? 0, exclusions.broadcastIds, contactedDays],
  });
  return new Map(rows.map((row) => [row.ordinal, row]));
}
