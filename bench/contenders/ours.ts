import { buildAudience } from "../../lib/audience/build";
import { catchUp } from "../../lib/audience/change-log";
import { countNodes } from "../../lib/audience/node-counts";
import { listSelected, select } from "../../lib/audience/selection";
import { pageId } from "../audience-data";
import type { Contender, ContenderSetting } from "./contender";

/** The product's engine, all nodes counted, in memory; and once more with the look at the change log before it. */
export async function openOurs({ pool, members }: ContenderSetting): Promise<Contender[]> {
  const startedAtMs = performance.now();
  const audience = await buildAudience(pool, pageId);
  const builtMs = performance.now() - startedAtMs;
  const changed = Int32Array.of(members[9]![0]!);
  const shared = { kind: "ours" as const, builtMs, bytes: audience.bytes, close: () => undefined };
  return [
    {
      ...shared,
      name: "ours, all nodes",
      count: (predicate) => countNodes(audience, predicate)[0]!.people,
      list: (predicate, limit) => listSelected(select(audience, predicate), limit ?? undefined).length,
      change: () => {
        audience.changeLabel(10, changed, false);
        audience.changeLabel(10, changed, true);
      },
    },
    {
      ...shared,
      name: "ours, all nodes, after asking the database for changes",
      count: async (predicate) => {
        await catchUp(pool, pageId, audience);
        return countNodes(audience, predicate)[0]!.people;
      },
      list: async (predicate, limit) => {
        await catchUp(pool, pageId, audience);
        return listSelected(select(audience, predicate), limit ?? undefined).length;
      },
      change: async () => {
        const values = [changed[0], pageId];
        await pool.query(
          "DELETE FROM assignment WHERE label_key = 10 AND ordinal = $1 AND page_id = $2",
          values,
        );
        await pool.query("INSERT INTO assignment (label_key, ordinal, page_id) VALUES (10, $1, $2)", values);
        await catchUp(pool, pageId, audience);
      },
    },
  ];
}
