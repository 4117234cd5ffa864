import { now } from "../clock";
import { pool } from "../db";
import type { AudienceStep } from "../domain/broadcast-audience";
import type { PageId } from "../page-id";
import { getBroadcast } from "./data";
import { compileBroadcast } from "./compile-broadcast";
import type { FallenList, SendForecast } from "./schema";

const fallenPageLength = 50;
const forecastEveryMs = 15 * 60_000;
const forecastPoints = 97;

/**
 * Who fell away at a step of the waterfall, or, for "will-receive", who will receive it.
 * @param cursor the ordinal to go on after
 */
export async function listFallen(
  pageId: PageId,
  id: string,
  step: AudienceStep | "will-receive",
  cursor: string | null,
): Promise<FallenList> {
  const audience = await compileBroadcast(pageId, await getBroadcast(pageId, id));
  const ordinals = step === "will-receive" ? audience.listReceivers() : audience.listFallen(step);
  const after = cursor !== null && /^\d{1,9}$/.test(cursor) ? Number(cursor) : -1;
  const from = ordinals.findIndex((ordinal) => ordinal > after);
  const asked = from === -1 ? [] : Array.from(ordinals.subarray(from, from + fallenPageLength + 1));
  const shown = asked.slice(0, fallenPageLength);
  const { rows } = await pool().query<
    Omit<FallenList["rows"][number], "windowOpenedAt"> & { opened: Date | null }
  >(
    `SELECT psid, name, ordinal, window_opened_at AS opened FROM customer
      WHERE page_id = $1 AND ordinal = ANY($2::int[]) ORDER BY ordinal`,
    [pageId, shown],
  );
  return {
    rows: rows.map(({ opened, ...row }) => ({ ...row, windowOpenedAt: opened?.toISOString() ?? null })),
    nextCursor: asked.length > fallenPageLength ? String(shown.at(-1)) : null,
  };
}

/** How many windows will still be open, every quarter of an hour for a day: exact, as nobody writes meanwhile. */
export async function forecastWindows(pageId: PageId, id: string): Promise<SendForecast> {
  const start = now().getTime();
  const times = Array.from({ length: forecastPoints }, (_, at) => new Date(start + at * forecastEveryMs));
  const { openAt } = await compileBroadcast(pageId, await getBroadcast(pageId, id), times);
  return { points: times.map((at, index) => ({ at: at.toISOString(), people: openAt[index]! })) };
}
