import { z } from "zod";
import type { Profile } from "../state/events";
import { invalidParameter } from "./failure";

const button = z.looseObject({
  type: z.enum([
    "web_url",
    "postback",
    "phone_number",
    "account_link",
    "account_unlink",
    "element_share",
    "game_play",
    "payment",
    "nested",
  ]),
});
const buttons = z.array(button).min(1).max(3);
const shortText = z.string().min(1).max(80);
const element = z.looseObject({
  title: shortText,
  subtitle: z.string().max(80).optional(),
  buttons: buttons.optional(),
});

const scoreOptions = {
  csat: ["one_to_five", "five_stars", "five_emojis"],
  nps: ["zero_to_ten"],
  ces: ["one_to_seven"],
  free_form: [],
} as const;
const noAddress = z.string().refine((text) => !/https?:\/\/|www\./i.test(text), "must not contain a URL");
const question = z
  .looseObject({
    id: z.string().regex(/^\w{1,80}$/),
    type: z.enum(["csat", "nps", "ces", "free_form"]),
    title: noAddress.min(5).max(85).optional(),
    score_label: z.enum(["neg_pos", "hard_easy", "dis_sat", "unlike_like", "poor_great", "none"]).optional(),
    score_option: z.string().optional(),
    follow_up: z
      .looseObject({ type: z.literal("free_form"), placeholder: noAddress.max(65).optional() })
      .optional(),
  })
  .refine(
    ({ type, score_option: option }) =>
      option === undefined || scoreOptions[type].some((known) => known === option),
    {
      message: "score_option does not fit the type of the question",
      path: ["score_option"],
    },
  );

/** What each template must hold (Send API reference and the Messenger documents of 2026). */
const schemas: Record<string, z.ZodType> = {
  button: z.looseObject({ text: z.string().min(1).max(640), buttons }),
  generic: z.looseObject({ elements: z.array(element).min(1).max(10) }),
  media: z.looseObject({
    elements: z
      .array(
        z
          .looseObject({ media_type: z.enum(["image", "video"]), buttons: buttons.optional() })
          .refine(
            (media) => media.url !== undefined || media.attachment_id !== undefined,
            "needs url or attachment_id",
          ),
      )
      .length(1),
  }),
  receipt: z.looseObject({
    recipient_name: z.string().min(1),
    order_number: z.union([z.string().min(1), z.number()]),
    currency: z.string().length(3),
    payment_method: z.string().min(1),
    summary: z.looseObject({ total_cost: z.union([z.number(), z.string()]) }),
  }),
  product: z.looseObject({
    elements: z
      .array(z.looseObject({ id: z.union([z.string(), z.number()]) }))
      .min(1)
      .max(10),
  }),
  coupon: z.looseObject({ title: shortText, subtitle: z.string().max(80).optional() }),
  customer_feedback: z.looseObject({
    title: noAddress.min(1).max(65),
    subtitle: noAddress.max(80).optional(),
    button_title: z.string().max(20).optional(),
    feedback_screens: z.array(z.looseObject({ questions: z.array(question).length(1) })).length(1),
    business_privacy: z.looseObject({ url: z.url() }),
    expires_in_days: z.number().int().min(1).max(7).optional(),
  }),
};

/** Ended with the changes of March 2020 and later; legacy Pages still have them. */
const historicTemplates = /^(list|open_graph|airline_\w+)$/;
/** Known, and taken as they are. */
const otherTemplates = new Set([
  "one_time_notif_req",
  "notification_messages",
  "customer_information",
  "structured_information",
  "image_grid",
]);

/** Refuses a template of the Send API that the platform would refuse. */
export function requireTemplate(profile: Profile, payload: Record<string, unknown>): void {
  const type = String(payload.template_type);
  if (otherTemplates.has(type) || (historicTemplates.test(type) && profile === "legacy")) return;
  const schema = Object.hasOwn(schemas, type) ? schemas[type] : undefined;
  if (!schema)
    throw invalidParameter(
      `Param message[attachment][payload][template_type] is not supported: ${type.slice(0, 60)}`,
    );
  const result = schema.safeParse(payload);
  if (result.success) return;
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []).map((part) => `[${String(part)}]`).join("");
  throw invalidParameter(`Param message[attachment][payload]${path}: ${issue?.message ?? "is invalid"}`);
}
