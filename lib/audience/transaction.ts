import type { ClientBase, Pool } from "pg";

/** Runs work in one transaction on a connection of its own, and commits. */
export async function inTransaction<Value>(
  pool: Pool,
  mode: "ISOLATION LEVEL REPEATABLE READ READ ONLY" | "READ WRITE",
  work: (client: ClientBase) => Promise<Value>,
): Promise<Value> {
  const client = await pool.connect();
  let failure: unknown = null;
  try {
    await client.query(`BEGIN TRANSACTION ${mode}`);
    const value = await work(client);
    await client.query("COMMIT");
    return value;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    // After a failure the connection may be in any state: it is closed, not handed on.
    client.release(failure !== null);
  }
}
