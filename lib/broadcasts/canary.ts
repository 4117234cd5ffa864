import { pool } from "../db";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { canarySize } from "./schema";
import { pauseByItself } from "./stop";

/** How long the first few are watched before the others get it. */
const watchSeconds = 60;
/** With more errors than this among the first few, the broadcast stops by itself. */
const errorShareMax = 0.1;

export type CanaryStep =
  /** How many more lines may be leased now. */
  { kind: "go"; lines: number } | { kind: "wait"; forMs: number } | { kind: "stopped" };

interface CanaryRow {
  isOpen: boolean;
  waitMs: number | null;
  started: number;
  waiting: number;
  bad: number;
  settled: number;
}

/** What a broadcast that begins with a canary may do next. `lines` is what it would lease without one. */
export async function stepCanary(pageId: PageId, broadcastId: string, lines: number): Promise<CanaryStep> {
  const canary = await readCanary(broadcastId);
  if (!canary.isOpen) return { kind: "go", lines };
  if (canary.waitMs === null) {
    const left = canarySize - canary.started;
    if (left > 0 && canary.waiting > 0) return { kind: "go", lines: Math.min(lines, left) };
    if (canary.waiting === 0) return { kind: "go", lines }; // Nobody is left to be spared.
    await pool().query(
      `UPDATE broadcast SET canary_until = now() + make_interval(secs => $2)
        WHERE id = $1 AND canary_until IS NULL`,
      [broadcastId, watchSeconds],
    );
    return { kind: "wait", forMs: watchSeconds * 1_000 };
  }
  if (canary.waitMs > 0) return { kind: "wait", forMs: canary.waitMs };
  const { bad, settled } = canary;
  if (settled > 0 && bad / settled > errorShareMax) {
    const values = { bad, settled };
    await pauseByItself(pageId, broadcastId, toWords(new Problem("broadcast-canary-failed", { values })));
    return { kind: "stopped" };
  }
  await pool().query("UPDATE broadcast SET canary_passed_at = now() WHERE id = $1", [broadcastId]);
  return { kind: "go", lines };
}

async function readCanary(broadcastId: string): Promise<CanaryRow> {
  const { rows } = await pool().query<CanaryRow>(
    `SELECT is_canary AND canary_passed_at IS NULL AS "isOpen",
            extract(epoch FROM canary_until - now())::float * 1000 AS "waitMs",
            (SELECT count(*)::int FROM delivery WHERE broadcast_id = broadcast.id
                AND (attempts > 0 OR state IN ('leased', 'attempting'))) AS started,
            (SELECT count(*)::int FROM delivery WHERE broadcast_id = broadcast.id
                AND state = 'pending' AND attempts = 0) AS waiting,
            (SELECT count(*)::int FROM delivery WHERE broadcast_id = broadcast.id
                AND state IN ('failed', 'unknown')) AS bad,
            (SELECT count(*)::int FROM delivery WHERE broadcast_id = broadcast.id
                AND state IN ('sent', 'failed', 'unknown')) AS settled
       FROM broadcast WHERE id = $1`,
    [broadcastId],
  );
  return rows[0]!;
}
