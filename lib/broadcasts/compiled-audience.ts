import { measurePlan, type AudienceDrop } from "../audience/engine";
import { listBits } from "../audience/bits";
import { pool } from "../db";
import { reachOf, type AudienceStep, type Exclusions, type Reach } from "../domain/broadcast-audience";
import type { ContentKind } from "../domain/message-content";
import { sevenDaysMs, type MessageTag } from "../domain/messaging-rules";
import type { Predicate } from "../domain/predicate";
import type { PageId } from "../page-id";
import { readSendingSettings } from "../sending-settings/data";
import type { SendingSettings } from "../sending-settings/schema";
import { isContact } from "./contact";

/** What decides who gets a broadcast. */
export interface AudienceQuestion {
  pageId: PageId;
  /** A predicate, the members of a frozen list, or null for everyone. */
  source: Predicate | Uint8Array | null;
  exclusions: Exclusions;
  tag: MessageTag | null;
  contentKind: ContentKind;
  /** As the Broadcast API would reach it: every open conversation, whatever its window. */
  isBroadcastApi?: boolean;
  at: Date;
  /** The broadcast itself, once it has lines: being in it is no contact that keeps anybody out of it. */
  ownId?: string;
}

export interface CompiledAudience {
  everyone: number;
  labelsUnknown: number;
  matches: number;
  steps: { code: AudienceStep; people: number }[];
  willReceive: number;
  /** How many could be reached at each of the times that were asked for. */
  openAt: number[];
  listReceivers: () => Int32Array<ArrayBuffer>;
  /** Who fell away at a step. */
  listFallen: (code: AudienceStep) => Int32Array<ArrayBuffer>;
}

/**
 * The one way from a broadcast's audience to people: editor, preview, review, start and sender ask it, so that they
 * all show and use the same number. Throws AudienceError.
 */
export async function compileAudience(
  question: AudienceQuestion,
  times: readonly Date[] = [],
): Promise<CompiledAudience> {
  const drops = await listDrops(question);
  const { everyone, labelsUnknown, matches, steps, receivers, openAt } = await measurePlan(
    question.pageId,
    { source: question.source, drops },
    times,
  );
  return {
    // Of a frozen list nobody is missing because their labels are unknown.
    ...{
      everyone,
      labelsUnknown: question.source instanceof Uint8Array ? 0 : labelsUnknown,
      matches,
      openAt,
    },
    steps: steps.map(({ code, people }) => ({ code: code as AudienceStep, people })),
    willReceive: receivers.people,
    listReceivers: () => listBits(receivers.words, receivers.people),
    listFallen: (code) => {
      const step = steps.find((other) => other.code === code);
      return step === undefined ? new Int32Array(0) : listBits(step.words, step.people);
    },
  };
}

/** In the order of `audienceSteps`; exclusions and caps that nobody set are no step. */
async function listDrops(question: AudienceQuestion): Promise<AudienceDrop[]> {
  const { pageId, source, exclusions, tag, contentKind, isBroadcastApi, at, ownId = null } = question;
  const { segments, broadcastIds, contactedWithinDays } = exclusions;
  const { frequencyCap } = await readSendingSettings(pageId);
  const drop = (code: AudienceStep, rest: DropWithoutCode): AudienceDrop => ({ code, ...rest });
  const drops: AudienceDrop[] = [];
  if (segments.length > 0 && source instanceof Uint8Array)
    drops.push(drop("labels-unknown", { by: "labels-unknown" }));
  if (segments.length > 0)
    drops.push(
      drop("excluded-segment", { by: "predicates", predicates: segments.map(({ predicate }) => predicate) }),
    );
  if (broadcastIds.length > 0)
    drops.push(
      drop("excluded-broadcast", { by: "ordinals", ordinals: await listRecipientsOf(pageId, broadcastIds) }),
    );
  if (contactedWithinDays !== null)
    drops.push(
      drop("contacted-lately", {
        by: "ordinals",
        ordinals: await listContacted(pageId, contactedWithinDays, ownId),
      }),
    );
  drops.push(drop("blocked", { by: "blocked" }), drop("opted-out", { by: "opted-out" }));
  if (frequencyCap !== null)
    drops.push(
      drop("over-cap", { by: "ordinals", ordinals: await listOverCap(pageId, frequencyCap, ownId) }),
    );
  const reach = isBroadcastApi === true ? "open-conversation" : reachOf(tag, contentKind);
  const alsoOpen = await readAlsoOpen(pageId, reach, at);
  drops.push(drop("window-closed", { by: "window", at, alsoOpen }));
  return drops;
}

type DropWithoutCode = AudienceDrop extends infer Drop
  ? Drop extends unknown
    ? Omit<Drop, "code">
    : never
  : never;

async function readAlsoOpen(
  pageId: PageId,
  reach: Reach,
  at: Date,
): Promise<Iterable<number> | "open-conversation" | null> {
  switch (reach) {
    case "standard-window":
      return null;
    case "open-conversation":
      return "open-conversation";
    case "seven-days":
      return listOrdinals(
        `SELECT ordinal FROM customer WHERE page_id = $1 AND last_message_at > $2 AND window_opened_at IS NOT NULL`,
        [pageId, new Date(at.getTime() - sevenDaysMs)],
      );
  }
}

/** Who received one of these broadcasts, or may have. */
function listRecipientsOf(pageId: PageId, broadcastIds: readonly string[]): Promise<number[]> {
  return listOrdinals(
    `SELECT DISTINCT ordinal FROM delivery
      WHERE page_id = $1 AND broadcast_id = ANY($2::uuid[]) AND ${isContact}`,
    [pageId, broadcastIds],
  );
}

function listContacted(pageId: PageId, days: number, ownId: string | null): Promise<number[]> {
  return listOrdinals(
    `SELECT ordinal FROM delivery
      WHERE page_id = $1 AND attempted_at > now() - make_interval(days => $2)
        AND ${isContact} AND broadcast_id IS DISTINCT FROM $3::uuid
     UNION
     SELECT ordinal FROM direct_message
      WHERE page_id = $1 AND attempted_at > now() - make_interval(days => $2)
        AND ${isContact}`,
    [pageId, days, ownId],
  );
}

function listOverCap(
  pageId: PageId,
  { count, days }: NonNullable<SendingSettings["frequencyCap"]>,
  ownId: string | null,
): Promise<number[]> {
  return listOrdinals(
    `SELECT ordinal FROM delivery
      WHERE page_id = $1 AND attempted_at > now() - make_interval(days => $2)
        AND ${isContact} AND broadcast_id IS DISTINCT FROM $4::uuid
      GROUP BY ordinal HAVING count(*) >= $3`,
    [pageId, days, count, ownId],
  );
}

async function listOrdinals(sql: string, values: readonly unknown[]): Promise<number[]> {
  const { rows } = await pool().query<{ ordinal: number }>(sql, [...values]);
  return rows.map(({ ordinal }) => ordinal);
}
