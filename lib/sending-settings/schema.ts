import * as z from "zod";

/** What an admin decides for all broadcasts of a Page. */
export interface SendingSettings {
  timeZone: string;
  /** Minutes of the day in `timeZone`; null for no quiet hours. */
  quietHours: { from: number; until: number } | null;
  /** At most `count` broadcasts to one customer in `days` days; null for no limit. */
  frequencyCap: { count: number; days: number } | null;
  /** A second person agrees to broadcasts to more people than this; null for none. */
  approvalAbove: number | null;
  /** A customer whose whole message is one of these words gets no broadcast any more. */
  optOutWords: string[];
  /** And whose message is one of these gets them again. */
  optInWords: string[];
  /** Whether the app was given the Human Agent permission in App Review. */
  humanAgentApproved: boolean;
}

export const defaultSendingSettings: SendingSettings = {
  timeZone: "UTC",
  quietHours: null,
  frequencyCap: null,
  approvalAbove: null,
  optOutWords: ["stop"],
  optInWords: ["start"],
  humanAgentApproved: false,
};

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
