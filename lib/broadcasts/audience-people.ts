import { now } from "../clock";
import { pool } from "../db";
import type { WaterfallStep } from "../domain/broadcast-audience";
import type { PageId } from "../page-id";
import { getBroadcast } from "./data";
import { momentOf } from "./at-its-time";
import { compileBroadcast } from "./compile-broadcast";
import type { CompiledAudience } from "./compiled-audience";
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
  step: WaterfallStep,
  cursor: string | null,
): Promise<FallenList> {
  const broadcast = await getBroadcast(pageId, id);
  const audience = await compileBroadcast(pageId, broadcast, { at: momentOf(broadcast) });
  const after = cursor !== null && /^\d{1,9}$/.test(cursor) ? Number(cursor) : -1;
  const isBeside = step === "labels-unknown" && audience.labelsUnknown > 0;
  const asked = isBeside
    ? await listLabelsUnknown(pageId, after)
    : listAfter(toOrdinals(audience, step), after);
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

function toOrdinals(audience: CompiledAudience, step: WaterfallStep): Int32Array {
  return step === "will-receive" ? audience.listReceivers() : audience.listFallen(step);
}

function listAfter(ordinals: Int32Array, after: number): number[] {
  const from = ordinals.findIndex((ordinal) => ordinal > after);
  return from === -1 ? [] : Array.from(ordinals.subarray(from, from + fallenPageLength + 1));
}

/** They match no predicate, NOT included, so they stand beside the audience, and no step of it has them. */
async function listLabelsUnknown(pageId: PageId, after: number): Promise<number[]> {
  const { rows } = await pool().query<{ ordinal: number }>(
    `SELECT ordinal FROM customer WHERE page_id = $1 AND NOT labels_known AND ordinal > $2
      ORDER BY ordinal LIMIT $3`,
    [pageId, after, fallenPageLength + 1],
  );
  return rows.map(({ ordinal }) => ordinal);
}

/** How many windows will still be open, every quarter of an hour for a day: exact, as nobody writes meanwhile. */
export async function forecastWindows(pageId: PageId, id: string): Promise<SendForecast> {
  const start = now().getTime();
  const times = Array.from({ length: forecastPoints }, (_, at) => new Date(start + at * forecastEveryMs));
  const { openAt } = await compileBroadcast(pageId, await getBroadcast(pageId, id), { times });
  return { points: times.map((at, index) => ({ at: at.toISOString(), people: openAt[index]! })) };
}
