import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { openSchemaEngine } from "./schema-engine";

const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));
/** Any number, the same in every process: two starts at once take turns. */
const advisoryLock = 7_264_110;

/**
 * Brings a database up to date, offline: the standard Prisma migrations, applied by Prisma's own engine and
 * recorded in `_prisma_migrations`, then the job queue's own. Safe to call from several processes at once.
 * @returns names of the migrations that were applied now
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
    const applied = await applyMigrations(databaseUrl);
    await migrateQueue(databaseUrl);
    return applied;
  } finally {
    await lock.end();
  }
}

/** With a pool of ours: the queue's own would keep the process alive until its connections are idle for 10 s. */
async function migrateQueue(databaseUrl: string): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: databaseUrl, allowExitOnIdle: true });
  pgPool.on("error", () => undefined);
  pgPool.on("connect", (client) => client.on("error", () => undefined));
  try {
    await runMigrations({ pgPool });
  } finally {
    await pgPool.end();
  }
}

async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const { engine, close } = await openSchemaEngine(databaseUrl);
  try {
    const result = await engine.applyMigrations({
      migrationsList: await listMigrations(),
      // graphile_worker lives in its own schema, so nothing of it is seen here.
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.appliedMigrationNames;
  } finally {
    await close();
  }
}

async function listMigrations() {
  const folders = (await readdir(migrationsFolder, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  const names = folders.map((entry) => entry.name).sort();
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile(join(migrationsFolder, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(join(migrationsFolder, name, "migration.sql"), "utf8"),
          },
        },
      })),
    ),
  };
}
