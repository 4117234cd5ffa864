import * as z from "zod";
import { leadStages } from "../domain/lead-stage";

export const swapStageInput = z.object({
  pageId: z.string(),
  psid: z.string(),
  from: z.enum(leadStages),
  to: z.enum(leadStages),
});

const leadInput = z.object({ pageId: z.string(), psid: z.string() });
export const claimLeadInput = leadInput.extend({ takeOver: z.boolean() });
export const releaseLeadInput = leadInput;
export const assignLeadInput = leadInput.extend({ userId: z.uuid() });
export const leadTargetInput = z.object({ pageId: z.string(), minutes: z.number().nullable() });
