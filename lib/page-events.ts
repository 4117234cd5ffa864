import { pool, type Transaction } from "./db";
import type { PageId } from "./page-id";

/** What of a Page changed; the same words stand in TanStack Query's keys. */
export const topics = [
  "labels",
  "customers",
  "audience",
  "segments",
  "broadcasts",
  "sync",
  "activity",
  "jobs",
  "team",
] as const;
export type Topic = (typeof topics)[number];

export interface PageEvent {
  pageId: string;
  topics: Topic[];
}

export const pageEventsChannel = "page_events";

/** Tells every open page of this Page what to read again. In a transaction it is told at commit, once. */
export async function announce(pageId: PageId, topics: Topic[], transaction?: Transaction): Promise<void> {
  const event: PageEvent = { pageId, topics };
  const text = JSON.stringify(event);
  if (transaction) await transaction.$executeRaw`SELECT pg_notify(${pageEventsChannel}, ${text})`;
  else await pool().query("SELECT pg_notify($1, $2)", [pageEventsChannel, text]);
}
