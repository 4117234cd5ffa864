import { setTimeout as wait } from "node:timers/promises";
import type { World } from "../testing/world";

/** One look at a broadcast's ledger: how many lines are in each state. */
export type LedgerLook = Record<string, number>;

/** Reads a ledger in one statement; null while the database is away. */
export async function lookAtLedger(broadcastId: string): Promise<LedgerLook | null> {
  const { pool } = await import("../../lib/db");
  return pool()
    .query<{ state: string; lines: number }>(
      "SELECT state::text, count(*)::int AS lines FROM delivery WHERE broadcast_id = $1 GROUP BY state",
      [broadcastId],
    )
    .then(
      ({ rows }) => Object.fromEntries(rows.map(({ state, lines }) => [state, lines])),
      () => null,
    );
}

/** Looks again and again until stopped, and tells each look at which the states do not add up to the recipients. */
export function watchLedger(broadcastId: string, recipients: number) {
  const watch = { isOver: false };
  let looks = 0;
  const violations: string[] = [];
  const watching = (async () => {
    while (!watch.isOver) {
      const look = await lookAtLedger(broadcastId);
      const lines = Object.values(look ?? {}).reduce((sum, count) => sum + count, 0);
      // Nothing is there until the audience is frozen, which happens in one transaction.
      if (look && lines > 0) looks += 1;
      if (look && lines > 0 && lines !== recipients)
        violations.push(`${lines} lines instead of ${recipients}: ${JSON.stringify(look)}`);
      await wait(100);
    }
  })();
  return {
    stop: async () => {
      watch.isOver = true;
      await watching;
      return { looks, violations };
    },
  };
}

/** Lines that this worker process was trying: whatever of them has no answer after its death is unknown. */
export async function listAttempting(broadcastId: string, pid: number): Promise<number[]> {
  const { pool } = await import("../../lib/db");
  const { rows } = await pool().query<{ ordinal: number }>(
    `SELECT ordinal FROM delivery
      WHERE broadcast_id = $1 AND state = 'attempting' AND holder LIKE '%:' || $2 || ':%'`,
    [broadcastId, pid],
  );
  return rows.map(({ ordinal }) => ordinal);
}

type Received = { psid: string; messages: { metadata?: string | null }[] }[];

/**
 * Compares the ledger with the emulator's record of who received what. What is in nobody's hands is a violation: a
 * second message, a line that is neither sent nor explained, a line that says something else than what happened.
 */
export async function compareWithReceived(world: World, pageId: string, broadcastId: string) {
  const { db } = await import("../../lib/db");
  const received = await world.control<Received>("GET", `received?page=${pageId}`);
  const messagesOf = new Map(
    received.map(({ psid, messages }) => [
      psid,
      messages.filter(({ metadata }) => metadata?.startsWith(`labelcast:${broadcastId}:`)).length,
    ]),
  );
  const lines = await db().delivery.findMany({ where: { broadcastId } });
  const violations: string[] = [];
  for (const { psid, state, reason } of lines) {
    const messages = messagesOf.get(psid) ?? 0;
    messagesOf.delete(psid);
    if (messages > 1) violations.push(`${psid} received ${messages} messages`);
    if (messages > 0 !== (state === "sent"))
      violations.push(`${psid} received ${messages}, the ledger says ${state} (${reason})`);
    if (messages === 0 && reason === null)
      violations.push(`${psid} was left out without a reason (${state})`);
  }
  for (const [psid, messages] of messagesOf)
    if (messages > 0) violations.push(`${psid} received a message and stands in no ledger`);
  const unsettled = lines.filter(({ state }) => state === "unknown").length;
  return { received: lines.filter(({ state }) => state === "sent").length, unsettled, violations };
}
