import * as z from "zod";
import { optInReasonLengthMax, psidPattern } from "./schema";

export const changeLabelInput = z.object({ pageId: z.string(), psid: z.string(), labelId: z.string() });

export const optOutInput = z.object({ pageId: z.string(), psid: z.string().regex(psidPattern) });

export const optInInput = optOutInput.extend({ reason: z.string().max(optInReasonLengthMax) });
