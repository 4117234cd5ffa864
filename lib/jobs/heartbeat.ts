import { pool } from "../db";
import { log } from "../log";

const beatEveryMs = 3_000;
/** A process that was silent this long is dead: its jobs and leases go to the living. Under 30 s in all. */
const deadAfterSeconds = 15;

export interface Heartbeat {
  stop(): Promise<void>;
}

/**
 * Says that this process lives, and frees what dead ones held: without it the queue keeps a killed worker's jobs
 * locked for four hours.
 * @param holder this process's name
 * @param lockNames under which the queue locks jobs for this process; read at each beat
 * @param onDeath called with the name of a process that died, before its jobs are freed
 */
export function keepAlive(
  holder: string,
  lockNames: ReadonlySet<string>,
  onDeath: (holder: string) => Promise<void>,
): Heartbeat {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const beat = async () => {
    try {
      await sayAlive(holder, [...lockNames]);
      await freeTheDead(onDeath);
    } catch (error) {
      log.warn({ error: String(error) }, "heartbeat missed");
    }
    if (!isStopped) timer = setTimeout(next, beatEveryMs);
  };
  let running: Promise<void> = Promise.resolve();
  const next = () => {
    running = beat();
  };
  next();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
      await pool().query("DELETE FROM worker_heartbeat WHERE holder = $1", [holder]);
    },
  };
}

async function sayAlive(holder: string, lockNames: string[]): Promise<void> {
  await pool().query(
    `INSERT INTO worker_heartbeat (holder, lock_names, seen_at) VALUES ($1, $2, now())
     ON CONFLICT (holder) DO UPDATE SET lock_names = $2, seen_at = now()`,
    [holder, lockNames],
  );
}

async function freeTheDead(onDeath: (holder: string) => Promise<void>): Promise<void> {
  const { rows } = await pool().query<{ holder: string; lock_names: string[] }>(
    "SELECT holder, lock_names FROM worker_heartbeat WHERE seen_at < now() - make_interval(secs => $1)",
    [deadAfterSeconds],
  );
  for (const { holder, lock_names: lockNames } of rows) {
    log.warn({ holder }, "a worker died; its work goes on here");
    await onDeath(holder);
    await unlock(lockNames);
    await pool().query("DELETE FROM worker_heartbeat WHERE holder = $1", [holder]);
  }
  await unlock(await listLocksWithoutProcess());
}

/** Workers that died before their first beat are in no heartbeat row. */
async function listLocksWithoutProcess(): Promise<string[]> {
  const { rows } = await pool().query<{ locked_by: string }>(
    `SELECT DISTINCT locked_by FROM graphile_worker._private_jobs
      WHERE locked_at < now() - make_interval(secs => $1)
        AND NOT EXISTS (SELECT FROM worker_heartbeat WHERE locked_by = ANY(lock_names))`,
    [deadAfterSeconds],
  );
  return rows.map((row) => row.locked_by);
}

async function unlock(lockNames: string[]): Promise<void> {
  if (lockNames.length === 0) return;
  await pool().query("SELECT graphile_worker.force_unlock_workers($1)", [lockNames]);
}
