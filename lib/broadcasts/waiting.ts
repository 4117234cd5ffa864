import { now } from "../clock";
import { db, pool } from "../db";
import { findQuietEnd } from "../domain/quiet-hours";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { readSendingSettings } from "../sending-settings/data";
import type { BroadcastProgress, BroadcastRow } from "./schema";
import { findStaleness } from "./staleness";

/** Further ahead than this no booked place is, and shorter waits are over before anybody has read of them. */
const heldShownMs = 6_000;

type Waiting = Pick<BroadcastProgress, "waitsFor" | "heldUntil" | "quietUntil" | "remainingMs">;

const nothing: Waiting = { waitsFor: null, heldUntil: null, quietUntil: null, remainingMs: null };

/** Why a broadcast that is under way does not go on at this moment, and how long all of it still takes. */
export async function readWaiting(
  pageId: PageId,
  broadcast: BroadcastRow,
  measuredPerSecond: number | null,
): Promise<Waiting> {
  const { state, scheduledAt, way } = broadcast;
  const isDue = state === "scheduled" && scheduledAt !== null && Date.parse(scheduledAt) <= now().getTime();
  if (way === "broadcast-api") return nothing;
  if (isDue || state === "preparing") return { ...nothing, waitsFor: await findWaitsFor(pageId) };
  if (state !== "sending") return nothing;
  const [waitsFor, heldMs, quietUntil] = await Promise.all([
    findWaitsFor(pageId),
    readHeldMs(pageId),
    readQuietEnd(pageId),
  ]);
  const waitMs = Math.max(
    heldMs,
    quietUntil === null ? 0 : quietUntil.getTime() - now().getTime(),
    toWatchLeftMs(broadcast),
  );
  const { pending, leased, attempting } = broadcast.counts;
  // Others of the Page may have their share of its pace, and Facebook may slow it down: what is measured tells, as long as
  // it does not stand still.
  const isMeasured = waitMs <= heldShownMs && measuredPerSecond !== null && measuredPerSecond > 0;
  const perSecond = isMeasured ? measuredPerSecond : broadcast.ratePerSecond;
  const remainingMs = Math.max(0, waitMs) + ((pending + leased + attempting) / perSecond) * 1_000;
  return {
    waitsFor,
    heldUntil: heldMs > heldShownMs ? new Date(Date.now() + heldMs).toISOString() : null,
    quietUntil: quietUntil?.toISOString() ?? null,
    remainingMs: waitsFor === null ? remainingMs : null,
  };
}

/** What passes by itself, in words for a person; null when there is nothing. */
async function findWaitsFor(pageId: PageId): Promise<string | null> {
  const staleness = await findStaleness(pageId);
  if (staleness !== null) return toWords(staleness);
  const page = await db().page.findUnique({ where: { id: pageId }, select: { importedAt: true } });
  return page?.importedAt === null ? toWords(new Problem("broadcast-import-running")) : null;
}

/** How long until anything of the Page may go out, whichever broadcast it is of. */
async function readHeldMs(pageId: PageId): Promise<number> {
  const { rows } = await pool().query<{ heldMs: number | null }>(
    `SELECT extract(epoch FROM next_send_at - clock_timestamp())::float8 * 1000 AS "heldMs" FROM page WHERE id = $1`,
    [pageId],
  );
  return Math.max(0, rows[0]?.heldMs ?? 0);
}

async function readQuietEnd(pageId: PageId): Promise<Date | null> {
  const { quietHours, timeZone } = await readSendingSettings(pageId);
  return quietHours && findQuietEnd({ ...quietHours, timeZone }, now());
}

/** Of a canary: how long its first few are still watched. */
function toWatchLeftMs({ isCanary, canaryUntil, canaryPassedAt }: BroadcastRow): number {
  if (!isCanary || canaryPassedAt !== null || canaryUntil === null) return 0;
  return Date.parse(canaryUntil) - Date.now();
}
