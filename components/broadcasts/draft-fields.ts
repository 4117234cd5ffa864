import * as z from "zod/mini";
import { ratePerSecondDefault, type BroadcastRow } from "@/lib/broadcasts/schema";
import { audienceKinds } from "@/lib/domain/broadcast-audience";
import { startContent } from "@/lib/domain/message-content";
import { messageContentSchema } from "@/lib/domain/message-content-schema";
import { messageTags } from "@/lib/domain/messaging-rules";
import type { Predicate } from "@/lib/domain/predicate";
import type { SegmentRow } from "@/lib/segments/schema";

export type BroadcastStart = {
  broadcast: BroadcastRow | null;
  segment: SegmentRow | null;
  predicate: Predicate | null;
};

/** What a broadcast is, but for its predicate, which has an editor of its own. */
export const fieldsSchema = z.object({
  name: z.string(),
  content: messageContentSchema,
  tag: z.nullable(z.enum(messageTags)),
  isTagConfirmed: z.boolean(),
  audienceKind: z.enum(audienceKinds),
  segmentId: z.nullable(z.string()),
  frozenListId: z._default(z.nullable(z.string()), null),
  /** Whether "one label" names one. */
  isLabelChosen: z.boolean(),
  exclusions: z.object({
    segmentIds: z.array(z.string()),
    broadcastIds: z.array(z.string()),
    contactedWithinDays: z.nullable(z.number()),
  }),
  ratePerSecond: z.catch(z.number(), ratePerSecondDefault),
  scheduledAt: z.nullable(z.string()),
  timeZone: z.nullable(z.string()),
  tooLateAt: z.nullable(z.string()),
  isCanary: z.boolean(),
  wantsBroadcastApi: z.boolean(),
});

export type BroadcastFields = z.infer<typeof fieldsSchema>;

/** False while "a saved segment", "one label" or "a frozen list" is chosen and none is named. */
export function isAudienceChosen(fields: BroadcastFields): boolean {
  const { audienceKind, segmentId, frozenListId, isLabelChosen } = fields;
  if (audienceKind === "frozen-list") return frozenListId !== null;
  if (audienceKind === "segment") return segmentId !== null;
  return audienceKind !== "label" || isLabelChosen;
}

export function toFields({ broadcast, segment }: BroadcastStart): BroadcastFields {
  const segmentId = broadcast?.segmentId ?? segment?.id ?? null;
  const exclusions = broadcast?.exclusions;
  return {
    name: broadcast?.name ?? "",
    content: broadcast?.content ?? startContent("text"),
    tag: broadcast?.tag ?? null,
    isTagConfirmed: broadcast?.tagConfirmed != null,
    audienceKind: broadcast?.audienceKind ?? (segmentId === null ? "predicate" : "segment"),
    segmentId,
    frozenListId: broadcast?.frozenListId ?? null,
    isLabelChosen: broadcast?.audienceKind === "label",
    exclusions: {
      segmentIds: exclusions?.segments.map((excluded) => excluded.segmentId) ?? [],
      broadcastIds: exclusions?.broadcastIds ?? [],
      contactedWithinDays: exclusions?.contactedWithinDays ?? null,
    },
    ratePerSecond: broadcast?.ratePerSecond ?? ratePerSecondDefault,
    scheduledAt: broadcast?.scheduledAt ?? null,
    timeZone: broadcast?.timeZone ?? null,
    tooLateAt: broadcast?.tooLateAt ?? null,
    isCanary: broadcast?.isCanary ?? false,
    wantsBroadcastApi: broadcast?.wantsBroadcastApi ?? false,
  };
}
