import type pg from "pg";
import type { Predicate } from "../../lib/domain/predicate";
import type { Members } from "../audience-data";

/** One way to count an audience. All are asked the same on the same data. */
export interface Contender {
  name: string;
  /** What it is compared as: the target names plain PostgreSQL and Prisma. */
  kind: "ours" | "plain PostgreSQL" | "Prisma" | "other";
  /** Milliseconds to build it from what was there before: tables, or the rows themselves. */
  builtMs: number;
  /** Of the store that it needs beyond nothing: tables and indexes, or memory. */
  bytes: number;
  count(predicate: Predicate): Promise<number> | number;
  /** Ordinals, the first `limit` or all. */
  list(predicate: Predicate, limit: number | null): Promise<number> | number;
  /** Takes one label from one customer and gives it back. */
  change(): Promise<void> | void;
  close(): Promise<void> | void;
}

export interface ContenderSetting {
  databaseUrl: string;
  pool: pg.Pool;
  customers: number;
  members: Members;
  /** For files of the contender's own. */
  folder: string;
}

/** Contenders live in `bench/` alone: loaded by name, so that nothing else needs them to be installed. */
export async function loadContender<Module>(name: string): Promise<Module> {
  return (await import(name)) as Module;
}
