import { hasPredicate } from "../domain/broadcast-audience";
import type { WayDecision } from "../domain/broadcast-way";
import { findQuietEnd } from "../domain/quiet-hours";
import { getTranslator } from "../messages/translator";
import type { SendingSettings } from "../sending-settings/schema";
import type { BroadcastReview, BroadcastRow, BroadcastWaterfall, Warning } from "./schema";

/** Above this Meta's own inbox stops showing the Page's messages (Messenger rate limits, 23 Mar 2026). */
const inboxRateMax = 40;
const nearlyEveryoneShare = 0.9;

/** What does not stop a broadcast and is worth a look. */
export function listWarnings(
  broadcast: BroadcastRow,
  counted: BroadcastWaterfall & Pick<BroadcastReview, "peopleNow"> & Pick<WayDecision, "way">,
  { quietHours, timeZone }: SendingSettings,
  { estimateMs, at }: { estimateMs: number; at: Date },
): BroadcastReview["warnings"] {
  const translate = getTranslator("broadcastWarnings");
  const { everyone, labelsUnknown, matches, willReceive, peopleNow, way } = counted;
  const warnings: BroadcastReview["warnings"] = [];
  const warn = (code: Warning, values: Record<string, string | number> = {}) =>
    warnings.push({ code, message: translate(code, values as never) });
  if (labelsUnknown > 0) warn("labels-unknown", { count: labelsUnknown });
  if (willReceive === 0 && (peopleNow ?? 0) > 0) warn("nobody-then");
  // Facebook sends what goes through the Broadcast API, as fast as it likes.
  if (way === "fan-out" && broadcast.ratePerSecond > inboxRateMax)
    warn("fast-rate", { rate: broadcast.ratePerSecond, max: inboxRateMax });
  if (hasPredicate(broadcast.audienceKind) && everyone > 0 && matches / everyone >= nearlyEveryoneShare)
    warn("nearly-everyone", { matches, everyone });
  const startsAt = broadcast.scheduledAt === null ? at : new Date(broadcast.scheduledAt);
  if (quietHours !== null && findQuietEnd({ ...quietHours, timeZone }, startsAt) !== null)
    warn("quiet-hours", { timeZone });
  const endsAt = startsAt.getTime() + estimateMs;
  if (broadcast.tooLateAt !== null && endsAt > Date.parse(broadcast.tooLateAt)) warn("too-slow");
  return warnings;
}
