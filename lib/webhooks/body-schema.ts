import * as z from "zod";

/** Graph ids are digits. Webhook ids may come as numbers; ours are strings always. */
const idSchema = z
  .union([z.string(), z.number().int().nonnegative().transform(String)])
  .pipe(z.string().regex(/^\d{1,32}$/));

/** PostgreSQL's text holds every character but NUL, and nobody misses it. */
const textSchema = z.string().transform((text) => text.replaceAll("\u0000", ""));

/** Milliseconds since 1970, of this century until 2038, where 32-bit seconds end. Any other time is no time. */
const timeMsSchema = z.number().int().min(946_684_800_000).max(2_147_483_647_000).optional().catch(undefined);

/** What the events that we use look like. Everything is optional that a real payload was seen without. */
const labelChangeSchema = z.object({
  field: z.string(),
  value: z
    .object({
      user: z.object({ id: idSchema }).optional(),
      action: z.string().optional(),
      label: z.object({ id: idSchema }).optional(),
    })
    .optional(),
});

const messagingSchema = z.object({
  sender: z.object({ id: idSchema }).optional(),
  recipient: z.object({ id: idSchema }).optional(),
  timestamp: timeMsSchema,
  message: z
    .object({
      mid: textSchema.optional(),
      text: textSchema.optional(),
      is_echo: z.boolean().optional(),
      metadata: textSchema.optional(),
    })
    .optional(),
  postback: z.object({ title: z.string().optional() }).optional(),
  reaction: z.object({ action: z.string().optional() }).optional(),
  referral: z.object({}).optional(),
  delivery: z.object({ mids: z.array(textSchema).optional(), watermark: timeMsSchema }).optional(),
  read: z.object({ watermark: timeMsSchema }).optional(),
});

export type LabelChangeEvent = z.infer<typeof labelChangeSchema>;
export type MessagingEvent = z.infer<typeof messagingSchema>;

/** An event of a shape that we do not know is no reason to lose the others of its POST: it becomes null. */
const entrySchema = z.object({
  id: idSchema,
  /** Seconds beside `changes`, milliseconds beside `messaging`. 0, older than all we know, for what is no time. */
  time: z.number().int().min(0).max(2_147_483_647_000).catch(0),
  changes: z.array(labelChangeSchema.nullable().catch(null)).default([]),
  messaging: z.array(messagingSchema.nullable().catch(null)).default([]),
});

export const webhookBodySchema = z.object({
  object: z.literal("page"),
  entry: z.array(entrySchema.nullable().catch(null)),
});

export type WebhookEntry = z.infer<typeof entrySchema>;
