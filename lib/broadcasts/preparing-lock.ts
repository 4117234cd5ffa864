import { pool } from "../db";

/**
 * Prepares a broadcast alone: a worker that was taken for dead and lives still would write its people beside those of the
 * one that took over. The lock ends with the process that holds it. @returns what `work` answers, whether it is done; false when another has it
 */
export async function prepareAlone(broadcastId: string, work: () => Promise<boolean>): Promise<boolean> {
  const client = await pool().connect();
  const name = `prepare:${broadcastId}`;
  try {
    const { rows } = await client.query<{ isHeld: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "isHeld"',
      [name],
    );
    if (rows[0]?.isHeld !== true) return false;
    return await work();
  } finally {
    // A connection that is given back keeps its locks: it is closed instead when this one cannot be let go.
    const isFree = await client.query("SELECT pg_advisory_unlock_all()").catch(() => null);
    client.release(isFree === null);
  }
}
