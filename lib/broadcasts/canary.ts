import { pool } from "../db";
import { decideCanary, type CanaryFacts } from "../domain/canary";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { withLocks, type Connection } from "./customer-lock";
import { leaseDeliveries, type Lease } from "./ledger";
import { canarySize } from "./schema";
import { pauseByItself } from "./stop";

/** How long the first few are watched before the others get it. */
const watchSeconds = 60;

type CanaryStep =
  /** How many lines may be leased now: any, or of those that were tried before only. */
  | { kind: "go"; lines: number; isOfTriedOnly: boolean }
  | { kind: "wait"; forMs: number }
  | { kind: "stopped" };

export type Leasing = { leases: Lease[]; waitMs: number | null };

/**
 * Leases up to `lines` of a broadcast that begins with a canary, as far as its first few allow. One run at a time: two that
 * count at once would each take the first few. `waitMs`: after which there may be more.
 */
export function leaseByCanary(
  pageId: PageId,
  broadcastId: string,
  holder: string,
  lines: number,
): Promise<Leasing> {
  return withLocks([`canary:${broadcastId}`], async (connection) => {
    const step = await stepCanary(connection, pageId, broadcastId, lines);
    if (step.kind === "wait") return { leases: [], waitMs: step.forMs };
    if (step.kind === "stopped") return { leases: [], waitMs: null };
    const { lines: count, isOfTriedOnly } = step;
    const leases = await leaseDeliveries(broadcastId, holder, count, isOfTriedOnly, connection);
    return { leases, waitMs: null };
  });
}

async function stepCanary(
  connection: Connection,
  pageId: PageId,
  broadcastId: string,
  lines: number,
): Promise<CanaryStep> {
  // Counting reads the whole ledger, and this is asked at every lease of the run that goes on to everybody.
  if (!(await isOpen(connection, broadcastId))) return { kind: "go", lines, isOfTriedOnly: false };
  const step = decideCanary(await readCanary(connection, broadcastId), canarySize);
  switch (step.kind) {
    case "begin":
      // Whoever takes the place of somebody skipped is watched as long as the first ones would have been.
      await beginWatchAnew(connection, broadcastId);
      return { kind: "go", lines: Math.min(lines, step.people), isOfTriedOnly: false };
    case "everybody":
      return { kind: "go", lines, isOfTriedOnly: false };
    case "try-again":
      // So is whoever goes out after a long hold: the others' watch may have been over for long.
      await beginWatchAnew(connection, broadcastId);
      return { kind: "go", lines, isOfTriedOnly: true };
    case "wait":
      return step;
    case "watch":
      await connection.query(
        `UPDATE broadcast SET canary_until = now() + make_interval(secs => $2)
          WHERE id = $1 AND canary_until IS NULL`,
        [broadcastId, watchSeconds],
      );
      return { kind: "wait", forMs: watchSeconds * 1_000 };
    case "failed":
    case "unsettled": {
      const problem =
        step.kind === "failed"
          ? new Problem("broadcast-canary-failed", { values: { bad: step.bad, settled: step.settled } })
          : new Problem("broadcast-canary-unsettled", { values: { open: step.open } });
      await pauseByItself(pageId, broadcastId, toWords(problem));
      return { kind: "stopped" };
    }
    case "passed":
      await connection.query("UPDATE broadcast SET canary_passed_at = now() WHERE id = $1", [broadcastId]);
      return { kind: "go", lines, isOfTriedOnly: false };
  }
}

/** Whether the first few are what keeps a broadcast from going on: as they stand now, it would stop by itself again. */
export async function isCanaryInTheWay(broadcastId: string): Promise<boolean> {
  const { kind } = decideCanary(await readCanary(pool(), broadcastId), canarySize);
  return kind === "failed" || kind === "unsettled";
}

async function beginWatchAnew(connection: Connection, broadcastId: string): Promise<void> {
  await connection.query(
    "UPDATE broadcast SET canary_until = NULL WHERE id = $1 AND canary_until IS NOT NULL",
    [broadcastId],
  );
}

async function isOpen(connection: Connection, broadcastId: string): Promise<boolean> {
  const { rowCount } = await connection.query(
    "SELECT FROM broadcast WHERE id = $1 AND is_canary AND canary_passed_at IS NULL",
    [broadcastId],
  );
  return rowCount === 1;
}

async function readCanary(connection: Connection, broadcastId: string): Promise<CanaryFacts> {
  const { rows } = await connection.query<CanaryFacts>(
    `SELECT extract(epoch FROM canary_until - now())::float * 1000 AS "watchLeftMs", counted.*
       FROM broadcast, LATERAL (
         SELECT (count(*) FILTER (WHERE attempts > 0 OR state IN ('leased', 'attempting')))::int AS started,
                (count(*) FILTER (WHERE attempts = 0 AND state = 'pending'))::int AS waiting,
                (count(*) FILTER (WHERE attempts > 0 AND state IN ('pending', 'leased', 'attempting')
                                     OR state IN ('leased', 'attempting')))::int AS open,
                (count(*) FILTER (WHERE attempts > 0 AND state = 'pending'
                                    AND (not_before IS NULL OR not_before <= now())))::int AS due,
                (count(*) FILTER (WHERE attempts > 0 AND state = 'pending' AND not_before > now()))::int AS "putOff",
                (count(*) FILTER (WHERE state IN ('failed', 'unknown')))::int AS bad,
                (count(*) FILTER (WHERE state IN ('sent', 'failed', 'unknown')))::int AS settled
           FROM delivery WHERE broadcast_id = broadcast.id
       ) AS counted
      WHERE id = $1`,
    [broadcastId],
  );
  return rows[0]!;
}
