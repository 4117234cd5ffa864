import { now } from "../clock";
import { db } from "../db";
import { decideWay, type WayDecision } from "../domain/broadcast-way";
import type { PageId } from "../page-id";
import { getMembers } from "../frozen-lists/data";
import { Problem } from "../problem";
import { readPredicate } from "../segments/predicate-input";
import { readSendingSettings } from "../sending-settings/data";
import { compileAudience, type CompiledAudience } from "./compiled-audience";
import type { BroadcastRow } from "./schema";

/** What of a broadcast decides who gets it, and in which way. */
export type BroadcastQuestion = Pick<
  BroadcastRow,
  | "audienceKind"
  | "predicate"
  | "frozenListId"
  | "exclusions"
  | "tag"
  | "content"
  | "wantsBroadcastApi"
  | "isCanary"
> & { tooLateAt: string | Date | null; ownId?: string };

export type BroadcastAudience = CompiledAudience & { decision: WayDecision };

interface When {
  /** For which moment: now, unless said. */
  at?: Date;
  /** At which moments else its windows are counted. */
  times?: readonly Date[];
}

/**
 * The broadcast's audience as it is now, and the way in which it goes out. A label or a list that is gone is a problem,
 * and never "everyone". @throws Problem "predicate-wrong", "frozen-list-unknown"
 */
export async function compileBroadcast(
  pageId: PageId,
  broadcast: BroadcastQuestion,
  { at = now(), times = [] }: When = {},
): Promise<BroadcastAudience> {
  const { exclusions, tag, content, wantsBroadcastApi: isWanted } = broadcast;
  const source = await readSource(pageId, broadcast);
  for (const segment of exclusions.segments) await readPredicate(pageId, segment.predicate);
  const { profile } = await db().page.findUniqueOrThrow({ where: { id: pageId }, select: { profile: true } });
  const question = { pageId, source, exclusions, tag, contentKind: content.kind, at, ownId: broadcast.ownId };
  const { quietHours } = await readSendingSettings(pageId);
  const facts = {
    ...{ profile, isWanted, tag, content, exclusions, at: now(), isCanary: broadcast.isCanary },
    isFrozen: broadcast.audienceKind === "frozen-list",
    ...{ isLimitedInTime: broadcast.tooLateAt !== null, hasQuietHours: quietHours !== null },
  };
  const reached = await compileAudience({ ...question, isBroadcastApi: isWanted }, isWanted ? [] : times);
  const { labelsUnknown, steps } = reached;
  const decision = decideWay({ ...facts, labelsUnknown, steps });
  if (decision.way === "broadcast-api" || !isWanted) return { ...reached, decision };
  return { ...(await compileAudience(question, times)), decision };
}

/** Never everyone for want of anything: a list or a predicate that is gone is a problem. */
async function readSource(pageId: PageId, { audienceKind, predicate, frozenListId }: BroadcastQuestion) {
  if (audienceKind === "everyone") return null;
  if (audienceKind === "frozen-list") return getMembers(pageId, frozenListId ?? "");
  if (predicate === null) throw new Problem("predicate-wrong", { values: { detail: "" } });
  return readPredicate(pageId, predicate);
}
