import { toClockText } from "@/lib/domain/quiet-hours";
import type { SendingSettings } from "@/lib/sending-settings/schema";

/** The settings as they stand in fields. */
export type SendingFields = Record<
  | "timeZone"
  | "quietFrom"
  | "quietUntil"
  | "capCount"
  | "capDays"
  | "approvalAbove"
  | "optOutWords"
  | "optInWords",
  string
> & { humanAgentApproved: boolean };

export function toSendingFields(settings: SendingSettings): SendingFields {
  const { quietHours, frequencyCap, approvalAbove } = settings;
  return {
    timeZone: settings.timeZone,
    quietFrom: quietHours === null ? "" : toClockText(quietHours.from),
    quietUntil: quietHours === null ? "" : toClockText(quietHours.until),
    capCount: frequencyCap === null ? "" : String(frequencyCap.count),
    capDays: String(frequencyCap?.days ?? 7),
    approvalAbove: approvalAbove === null ? "" : String(approvalAbove),
    optOutWords: settings.optOutWords.join(", "),
    optInWords: settings.optInWords.join(", "),
    humanAgentApproved: settings.humanAgentApproved,
  };
}
