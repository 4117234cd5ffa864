import * as z from "zod";
import { leadStages } from "../domain/lead-stage";

export const swapStageInput = z.object({
  pageId: z.string(),
  psid: z.string(),
  from: z.enum(leadStages),
  to: z.enum(leadStages),
});
