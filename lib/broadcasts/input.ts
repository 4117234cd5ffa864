import * as z from "zod";
import { audienceKinds } from "../domain/broadcast-audience";
import { messageContentSchema } from "../domain/message-content-schema";
import { messageTags } from "../domain/messaging-rules";

const exclusionsInput = z.object({
  segmentIds: z.array(z.uuid()).max(20),
  broadcastIds: z.array(z.uuid()).max(20),
  contactedWithinDays: z.int().min(1).max(365).nullable(),
});

export const saveBroadcastInput = z.object({
  pageId: z.string(),
  id: z.uuid().optional(),
  name: z.string(),
  content: messageContentSchema,
  tag: z.enum(messageTags).nullish(),
  isTagConfirmed: z.boolean().optional(),
  audienceKind: z.enum(audienceKinds).optional(),
  predicate: z.unknown(),
  segmentId: z.uuid().nullish(),
  frozenListId: z.uuid().nullish(),
  exclusions: exclusionsInput.optional(),
  ratePerSecond: z.number().optional(),
  scheduledAt: z.iso.datetime().nullish(),
  timeZone: z.string().max(60).nullish(),
  tooLateAt: z.iso.datetime().nullish(),
  isCanary: z.boolean().optional(),
  wantsBroadcastApi: z.boolean().optional(),
  basedOn: z.string().optional(),
});

/** For starting it, and for agreeing to that. */
export const startBroadcastInput = z.object({
  pageId: z.string(),
  id: z.uuid(),
  /** The number on the button: the start is refused when it is no longer true. */
  expectedRecipients: z.int().min(0),
  /** The `updatedAt` of the broadcast that the person looked at. */
  basedOn: z.string(),
});

export const resumeBroadcastInput = z.object({
  pageId: z.string(),
  id: z.uuid(),
  /** That the others get it although the first few went wrong. */
  isDespiteCanary: z.boolean(),
});

export const broadcastIdInput = z.object({ pageId: z.string(), id: z.uuid() });
