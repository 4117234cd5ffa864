import { z } from "zod";
import { mixUnit } from "../random";
import type { EmulatorContext } from "../context";
import type { LabelSpec, PageSpec } from "../state/events";
import type { Page } from "../state/page";
import { ControlRefusal } from "./refusal";

export const seedSchema = z.object({
  pageId: z
    .string()
    .regex(/^\d{5,20}$/)
    .optional(),
  token: z.string().min(1).optional(),
  name: z.string().min(1).default("Test Page"),
  profile: z.enum(["current", "legacy"]).default("current"),
  customers: z.number().int().min(0).max(5_000_000).default(20),
  /** How many, or their names, or names with the part of the customers who carry them. */
  labels: z
    .union([
      z.number().int().min(0).max(20_000),
      z.array(
        z.union([z.string().min(1), z.object({ name: z.string().min(1), share: z.number().min(0).max(1) })]),
      ),
    ])
    .default(6),
  randomSeed: z.number().int().default(1),
  wroteWithinHours: z.number().positive().nullable().default(null),
  humanAgentApproved: z.boolean().default(false),
  /** Phone-number accounts, closed profiles and profiles with gaps among the customers. */
  hasOddAccounts: z.boolean().default(false),
  theme: z.enum(["coffee", "books", "plain"]).default("plain"),
  /** Where this Page's webhooks go, instead of the app's callback. */
  callbackUrl: z.url().optional(),
});

/** Makes a new Page and answers what a client needs to know of it. */
export function seedPage(context: EmulatorContext, input: z.infer<typeof seedSchema>): Page {
  const number = context.world.pagesByNumber.length;
  const pageId = input.pageId ?? String(100_200_300_410_000 + number);
  if (context.world.pages.has(pageId)) throw new ControlRefusal(409, `There is a Page ${pageId} already.`);
  const token = input.token ?? `page-token-${pageId}`;
  if (context.world.pagesByToken.has(token))
    throw new ControlRefusal(409, "Another Page has this token already.");
  const spec: PageSpec = {
    pageId,
    token,
    name: input.name,
    profile: input.profile,
    customers: input.customers,
    labels: toLabelSpecs(input.labels, input.randomSeed),
    randomSeed: input.randomSeed,
    wroteWithinHours: input.wroteWithinHours,
    humanAgentApproved: input.humanAgentApproved,
    theme: input.theme,
    hasOddAccounts: input.hasOddAccounts,
  };
  context.world.commit({ type: "page-seeded", at: context.clock.now(), spec });
  // What was switched for all Pages holds for new ones too.
  const switches = { ...context.world.pageDefaults, humanAgentApproved: input.humanAgentApproved };
  context.world.commit({ type: "page-switched", pageId, switches });
  if (input.callbackUrl !== undefined) {
    context.world.commit({ type: "page-callback-set", pageId, url: input.callbackUrl });
  }
  return context.world.requirePage(pageId);
}

function toLabelSpecs(labels: z.infer<typeof seedSchema>["labels"], randomSeed: number): LabelSpec[] {
  const wanted =
    typeof labels === "number"
      ? Array.from({ length: labels }, (_, at) => `Label ${String(at + 1).padStart(3, "0")}`)
      : labels;
  return wanted.map((label, at) =>
    typeof label === "string" ? { name: label, share: 0.03 + 0.4 * mixUnit(randomSeed, at, 51) } : label,
  );
}

export function describePage(page: Page): { pageId: string; token: string; [more: string]: unknown } {
  return {
    pageId: page.id,
    token: page.spec.token,
    name: page.spec.name,
    profile: page.spec.profile,
    customers: page.customers.count,
    labels: [...page.labels.values()].map((label) => ({
      id: label.id,
      name: label.name,
      customers: label.members.size,
    })),
    subscribedFields: page.subscribedFields,
    switches: page.switches,
  };
}
