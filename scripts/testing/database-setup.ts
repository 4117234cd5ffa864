import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../prisma/migrate";
import { openCluster } from "../postgres/cluster";

declare module "vitest" {
  interface ProvidedContext {
    /** A server on which tests may make databases; its `labelcast_template` is migrated and empty. */
    serverUrl: string;
  }
}

/** One real PostgreSQL for the run, or the server that DATABASE_URL names. Each test file copies the template. */
export default async function setup({ provide }: TestProject) {
  const given = process.env.DATABASE_URL;
  if (given) {
    await makeTemplate(given);
    provide("serverUrl", given);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), "labelcast-test-"));
  await chmod(folder, 0o755); // As root, the server runs as another user, who must be able to enter.
  const cluster = await openCluster(join(folder, "postgres"), join(folder, "shared"));
  const serverUrl = cluster.urlOf("postgres");
  await makeTemplate(serverUrl);
  provide("serverUrl", serverUrl);
  return async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** Makes `labelcast_template` on this server: migrated and empty. */
export async function makeTemplate(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query("DROP DATABASE IF EXISTS labelcast_template");
  await client.query("CREATE DATABASE labelcast_template");
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = "/labelcast_template";
  await migrate(url.toString());
}
