import * as z from "zod/mini";
import type { MessageContent } from "./message-content";

const text = z.string();

const buttonSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("link"), title: text, url: text }),
  z.object({ kind: z.literal("answer"), title: text }),
]);
const buttons = z.array(buttonSchema).check(z.maxLength(10));

/** The shape of a message and no more: what is missing or too long in it is told by `checkContent`. */
export const messageContentSchema: z.ZodMiniType<MessageContent> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text }),
  z.object({ kind: z.literal("quick-replies"), text, replies: z.array(text).check(z.maxLength(30)) }),
  z.object({ kind: z.literal("buttons"), text, buttons }),
  z.object({
    kind: z.literal("cards"),
    cards: z.array(z.object({ title: text, subtitle: text, imageUrl: text, buttons })).check(z.maxLength(20)),
  }),
  z.object({ kind: z.literal("picture"), url: text }),
  z.object({
    kind: z.literal("feedback"),
    title: text,
    subtitle: text,
    buttonTitle: text,
    question: z.object({ type: z.enum(["csat", "nps", "ces"]), title: text, followUp: text }),
    privacyUrl: text,
    expiresInDays: z.number(),
  }),
]);
