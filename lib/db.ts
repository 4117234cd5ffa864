import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "./env";
import { PrismaClient, type Prisma } from "./generated/prisma/client";
import { log } from "./log";

// On globalThis, because Next may load this module once for pages and once for routes.
const shared = globalThis as typeof globalThis & { labelcastPool?: pg.Pool; labelcastPrisma?: PrismaClient };

/** The process's connections, for statements that Prisma cannot say: set-based writes, COPY, LISTEN. */
export function pool(): pg.Pool {
  if (!shared.labelcastPool) {
    shared.labelcastPool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 24 });
    // A server that restarts ends idle connections: the pool makes new ones, so this is no crash.
    shared.labelcastPool.on("error", (error) =>
      log.warn({ error: error.message }, "database connection lost"),
    );
    shared.labelcastPool.on("connect", (client) => client.on("error", () => undefined));
  }
  return shared.labelcastPool;
}

export function db(): PrismaClient {
  return (shared.labelcastPrisma ??= new PrismaClient({
    adapter: new PrismaPg(pool()),
    transactionOptions: { maxWait: 10_000, timeout: 30_000 },
  }));
}

/** What a function needs to take part in somebody else's transaction. */
export type Transaction = Prisma.TransactionClient;

/** Ends all connections, so that a script or a test can end. */
export async function closeDatabase(): Promise<void> {
  await shared.labelcastPrisma?.$disconnect();
  await shared.labelcastPool?.end();
  shared.labelcastPrisma = undefined;
  shared.labelcastPool = undefined;
}
