import type { ClientBase, Pool } from "pg";
import { parseNumbers, type AudienceChange } from "./audience-change";
import { AudienceGapError, AudienceTailError, type PageAudience } from "./page-audience";
import { createPacer } from "./pacer";

/** Versions fetched at once; a longer tail comes in several rounds. */
const versionsMax = 200;
/** A longer tail costs more than the rows themselves: */
const tailMax = 20_000;
/** at a large Page, one version for so many customers. */
const customersAVersion = 5;

type LogRow = {
  /** The Page's version at the moment of the query. */
  current: string;
  version: string | null;
  kind: string;
  label_keys: string | null;
  label_ids: string[] | null;
  ordinals: string | null;
  flags: string | null;
  window_opened_at: string | null;
};

/**
 * Brings an audience to the version that the Page has now, with one query when little happened. Throws
 * AudienceGapError when the log does not continue where the audience stands, AudienceTailError when it is so far behind
 * that reading the Page anew is quicker.
 */
export async function catchUp(
  database: Pool | ClientBase,
  pageId: string,
  audience: PageAudience,
): Promise<void> {
  const pace = createPacer();
  for (;;) {
    const { rows } = await database.query<LogRow>({
      name: "audience-catch-up",
      // Picked inside, in the order of the index: outside, all that comes after would be sorted for every few.
      text: `SELECT page.version AS current, change.version, change.kind, change.label_keys::text, change.label_ids,
                    change.ordinals::text, change.flags::text, change.window_opened_at::text
               FROM audience_version AS page LEFT JOIN LATERAL (
                      SELECT * FROM audience_change WHERE page_id = $1 AND version > $2
                       ORDER BY version LIMIT ${versionsMax}) AS change ON true
              WHERE page.page_id = $1 ORDER BY change.version`,
      values: [pageId, audience.version.toString()],
    });
    const current = BigInt(rows[0]?.current ?? 0);
    if (current < audience.version)
      throw new AudienceGapError(`version ${current} after ${audience.version}`);
    if (Number(current - audience.version) > toTailMax(audience))
      throw new AudienceTailError(`version ${current} is far from ${audience.version}`);
    for (const row of rows) {
      if (row.version === null) break;
      const version = BigInt(row.version);
      if (version !== audience.version + 1n)
        throw new AudienceGapError(`${version} follows ${audience.version}`);
      const change = toChange(row);
      await pace();
      audience.apply(change);
      audience.version = version;
      await pace();
    }
    if (audience.version >= current) return;
    if (rows.length < versionsMax)
      throw new AudienceGapError(`nothing leads from ${audience.version} to ${current}`);
  }
}

function toTailMax({ everyone, labelsUnknown }: PageAudience): number {
  return Math.max(tailMax, (everyone + labelsUnknown) / customersAVersion);
}

function toChange(row: LogRow): AudienceChange {
  const { kind } = row;
  const labelKeys = parseNumbers(row.label_keys);
  const ordinals = parseNumbers(row.ordinals);
  switch (kind) {
    case "assign":
    case "remove":
      return { kind, labelKeys, ordinals };
    case "customer":
      return {
        kind,
        ordinals,
        flags: parseNumbers(row.flags),
        windowsOpenedAt: parseNumbers(row.window_opened_at),
      };
    case "customer-gone":
      return { kind, ordinals };
    case "label":
      return { kind, labelKeys, labelIds: row.label_ids ?? [] };
    case "label-gone":
      return { kind, labelKeys };
  }
  throw new AudienceGapError(`a change of the unknown kind "${kind}"`);
}
