import type pg from "pg";
import { pool } from "../db";
import type { PageId } from "../page-id";

/** Where a statement runs: the pool, or the one connection of a transaction. */
export type Connection = Pick<pg.Pool, "query">;

/**
 * Runs `work` in a transaction in which no other broadcast of the Page decides about these customers: what counts
 * other broadcasts' messages, such as a frequency cap, stays true until the marks of `work` are committed.
 */
export function withCustomersLocked<Value>(
  pageId: PageId,
  ordinals: readonly number[],
  work: (connection: Connection) => Promise<Value>,
): Promise<Value> {
  return withLocks(
    ordinals.map((ordinal) => `${pageId}:${ordinal}`),
    work,
  );
}

/** Runs `work` in a transaction in which nobody else holds a lock of one of these names. */
export async function withLocks<Value>(
  names: readonly string[],
  work: (connection: Connection) => Promise<Value>,
): Promise<Value> {
  const client = await pool().connect();
  let failure: Error | undefined;
  try {
    await client.query("BEGIN");
    // In one order, so that no two wait for each other. Statements after this one see what was committed meanwhile.
    await client.query(
      `SELECT pg_advisory_xact_lock(key)
         FROM (SELECT hashtextextended(name, 0) AS key FROM unnest($1::text[]) AS given(name)
                ORDER BY key OFFSET 0) AS sorted`,
      [names],
    );
    const value = await work(client);
    await client.query("COMMIT");
    return value;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A connection whose transaction failed is closed with it: nothing of it can be left open.
    client.release(failure);
  }
}
