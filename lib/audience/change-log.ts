import type { ClientBase, Pool } from "pg";
import type { AudienceChange } from "./audience-change";
import { AudienceGapError, type PageAudience } from "./page-audience";
import { createPacer } from "./pacer";

/** Versions fetched at once; a longer tail comes in several rounds. */
const versionsMax = 1_000;

type LogRow = {
  /** The Page's version at the moment of the query. */
  current: string;
  version: string | null;
  kind: string;
  label_keys: number[] | null;
  label_ids: string[] | null;
  ordinals: number[] | null;
  flags: number[] | null;
  window_opened_at: number[] | null;
};

/**
 * Brings an audience to the version that the Page has now, with one query when little happened. Throws
 * AudienceGapError when the log does not continue where the audience stands.
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
      text: `SELECT page.version AS current, change.version, change.kind, change.label_keys, change.label_ids,
                    change.ordinals, change.flags, change.window_opened_at
               FROM audience_version AS page
               LEFT JOIN audience_change AS change ON change.page_id = page.page_id AND change.version > $2
              WHERE page.page_id = $1
              ORDER BY change.version LIMIT ${versionsMax}`,
      values: [pageId, audience.version.toString()],
    });
    const current = BigInt(rows[0]?.current ?? 0);
    if (current < audience.version)
      throw new AudienceGapError(`version ${current} after ${audience.version}`);
    for (const row of rows) {
      if (row.version === null) break;
      const version = BigInt(row.version);
      if (version !== audience.version + 1n)
        throw new AudienceGapError(`${version} follows ${audience.version}`);
      audience.apply(toChange(row));
      audience.version = version;
      await pace();
    }
    if (audience.version >= current) return;
    if (rows.length < versionsMax)
      throw new AudienceGapError(`nothing leads from ${audience.version} to ${current}`);
  }
}

function toChange(row: LogRow): AudienceChange {
  const { kind, label_keys, label_ids, ordinals, flags, window_opened_at } = row;
  switch (kind) {
    case "assign":
    case "remove":
      return { kind, labelKeys: label_keys ?? [], ordinals: ordinals ?? [] };
    case "customer":
      return { kind, ordinals: ordinals ?? [], flags: flags ?? [], windowsOpenedAt: window_opened_at ?? [] };
    case "customer-gone":
      return { kind, ordinals: ordinals ?? [] };
    case "label":
      return { kind, labelKeys: label_keys ?? [], labelIds: label_ids ?? [] };
    case "label-gone":
      return { kind, labelKeys: label_keys ?? [] };
  }
  throw new AudienceGapError(`a change of the unknown kind "${kind}"`);
}
