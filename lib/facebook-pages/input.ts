import * as z from "zod";

export const offerTokenInput = z.object({ pageId: z.string(), token: z.string().max(2_000) });
export const connectPageInput = z.object({
  pageId: z.string(),
  profile: z.enum(["legacy", "current"]),
});
export const disconnectInput = z.object({ pageId: z.string(), name: z.string() });
