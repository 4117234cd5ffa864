import { z } from "zod";
import type { EmulatorContext } from "../context";
import { ControlRefusal } from "./refusal";

/** Everything that can be switched, for one Page or (without pageId) for all Pages, later ones included. */
export const switchesSchema = z
  .object({
    pageId: z.string(),
    contactTermsAccepted: z.boolean(),
    humanAgentApproved: z.boolean(),
    echoOwnLabelWrites: z.boolean(),
    doubleAssign: z.enum(["success", "error"]),
    deleteUsedLabel: z.enum(["events", "silent"]),
    duplicateNames: z.enum(["allow", "refuse"]),
    oneEventAPost: z.boolean(),
    rateLimits: z.boolean(),
    autoRead: z.boolean(),
    requireAppSecretProof: z.boolean(),
    tasks: z.array(z.string()),
  })
  .partial()
  .strict();

export function setSwitches(
  context: EmulatorContext,
  { pageId, ...switches }: z.infer<typeof switchesSchema>,
): unknown {
  const { world } = context;
  const pages = pageId === undefined ? [...world.pages.values()] : [world.pages.get(pageId)];
  for (const page of pages) {
    if (!page) throw new ControlRefusal(404, `There is no Page ${pageId}.`);
    world.commit({ type: "page-switched", pageId: page.id, switches });
  }
  if (pageId === undefined) Object.assign(world.pageDefaults, switches);
  return describeSwitches(context);
}

export function describeSwitches({ world }: EmulatorContext): unknown {
  return {
    defaults: world.pageDefaults,
    pages: Object.fromEntries([...world.pages.values()].map((page) => [page.id, page.switches])),
  };
}
