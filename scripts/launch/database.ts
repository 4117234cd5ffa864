import { migrate } from "../../prisma/migrate";
import pg from "pg";
import { openCluster, type Cluster } from "../postgres/cluster";
import { findPostmaster } from "../postgres/postmaster";
import type { DataFolder } from "./data-folder";

export interface Database {
  url: string;
  /** Ends our own server; a server of DATABASE_URL is left alone. */
  stop(): Promise<void>;
}

const databaseName = "labelcast";
const watchEveryMs = 1_000;

/** The database of DATABASE_URL, or our own PostgreSQL in the data folder, made and started; migrated. */
export async function openDatabase(data: DataFolder, say: (words: string) => void): Promise<Database> {
  const given = process.env.DATABASE_URL;
  if (given) {
    await migrate(given);
    return { url: given, stop: async () => undefined };
  }
  const cluster = await openCluster(data.postgres, data.shared);
  if (cluster.isAdopted) say("Found the database of a killed run still running, and took it over.");
  await createDatabase(cluster);
  const url = cluster.urlOf(databaseName);
  await migrate(url);
  const stopWatching = watch(data, say);
  return {
    url,
    stop: async () => {
      await stopWatching();
      await cluster.stop();
    },
  };
}

async function createDatabase(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.urlOf("postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}

/**
 * Starts the server again, on its port, when it was killed while we run. @returns how to stop watching: a start that
 * is under way is waited for, else it would leave a server behind.
 */
function watch(data: DataFolder, say: (words: string) => void): () => Promise<void> {
  let starting: Promise<void> | null = null;
  const startWhenGone = async () => {
    if (await findPostmaster(data.postgres)) return;
    say("The database ended by itself; starting it again.");
    await openCluster(data.postgres, data.shared);
  };
  const timer = setInterval(() => {
    starting ??= startWhenGone()
      .catch((error: unknown) => say(`The database does not start: ${String(error)}`))
      .finally(() => (starting = null));
  }, watchEveryMs);
  return async () => {
    clearInterval(timer);
    await starting;
  };
}
