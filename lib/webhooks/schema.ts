import * as z from "zod";

/** Webhook ids may come as numbers; ours are strings always. */
const idSchema = z.union([z.string(), z.number().int().nonnegative().transform(String)]);

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
  /** Milliseconds. */
  timestamp: z.number().optional(),
  message: z
    .object({
      mid: z.string().optional(),
      text: z.string().optional(),
      is_echo: z.boolean().optional(),
      metadata: z.string().optional(),
    })
    .optional(),
  postback: z.object({ title: z.string().optional() }).optional(),
  reaction: z.object({ action: z.string().optional() }).optional(),
  referral: z.object({}).optional(),
  delivery: z.object({ mids: z.array(z.string()).optional(), watermark: z.number().optional() }).optional(),
  read: z.object({ watermark: z.number().optional() }).optional(),
});

export type LabelChangeEvent = z.infer<typeof labelChangeSchema>;
export type MessagingEvent = z.infer<typeof messagingSchema>;

/** An event of a shape that we do not know is no reason to lose the others of its POST: it becomes null. */
const entrySchema = z.object({
  id: idSchema,
  /** Seconds beside `changes`, milliseconds beside `messaging`. */
  time: z.number().default(0),
  changes: z.array(labelChangeSchema.nullable().catch(null)).default([]),
  messaging: z.array(messagingSchema.nullable().catch(null)).default([]),
});

export const webhookBodySchema = z.object({ object: z.literal("page"), entry: z.array(entrySchema) });

export type WebhookEntry = z.infer<typeof entrySchema>;
