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
