import * as z from "zod";

const keywordLengthMax = 40;
const keywordsMax = 20;

const minutes = z.int().min(0).max(1_439);
const keywords = z.array(z.string().trim().min(1).max(keywordLengthMax)).max(keywordsMax);

export const saveSendingSettingsInput = z.object({
  pageId: z.string(),
  settings: z.object({
    timeZone: z.string().max(60),
    quietHours: z.object({ from: minutes, until: minutes }).nullable(),
    frequencyCap: z.object({ count: z.int().min(1).max(100), days: z.int().min(1).max(90) }).nullable(),
    approvalAbove: z.int().min(0).max(100_000_000).nullable(),
    optOutWords: keywords,
    optInWords: keywords,
    humanAgentApproved: z.boolean(),
  }),
});
