import pg from "pg";
import { env } from "./env";
import { log } from "./log";
import { pageEventsChannel, topics, type PageEvent, type Topic } from "./page-events";

type Listener = (topics: Topic[]) => void;

interface Hub {
  listeners: Map<string, Set<Listener>>;
  client: pg.Client | null;
  /** When each thing of a Page was last told of, in ms since the epoch. */
  told: Map<string, Map<Topic, number>>;
  /** Since when nothing can have been missed; null while nobody listens. */
  listeningSince: number | null;
}

const reconnectAfterMs = 500;

// On globalThis, because Next may load this module once for pages and once for routes.
const shared = globalThis as typeof globalThis & { labelcastHub?: Hub };
const hub: Hub = (shared.labelcastHub ??= {
  listeners: new Map(),
  client: null,
  told: new Map(),
  listeningSince: null,
});

/** Calls `listener` with what changed on this Page, in any process. @returns how to stop */
export function listenToPage(pageId: string, listener: Listener): () => void {
  const listeners = hub.listeners.get(pageId) ?? new Set<Listener>();
  hub.listeners.set(pageId, listeners.add(listener));
  if (!hub.client) connect();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) hub.listeners.delete(pageId);
  };
}

/** The time by which a page says from when on it has to hear of changes. */
export function toEventTime(): number {
  return Date.now();
}

/** What changed on this Page from a time on: everything, when nobody listened then. @param since see `toEventTime` */
export function listTopicsSince(pageId: string, since: number): Topic[] {
  if (hub.listeningSince === null || hub.listeningSince > since) return [...topics];
  const told = hub.told.get(pageId) ?? new Map<Topic, number>();
  return topics.filter((topic) => (told.get(topic) ?? -Infinity) >= since);
}

/** One connection a process listens for all Pages. When it is lost, everybody reads again after it is back. */
function connect(): void {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  hub.client = client;
  client.on("notification", ({ payload }) => {
    const event = JSON.parse(payload ?? "{}") as PageEvent;
    tell(event.pageId, event.topics);
  });
  const reconnect = () => {
    if (hub.client !== client) return;
    hub.client = null;
    hub.listeningSince = null;
    setTimeout(() => {
      if (!hub.client) connect();
    }, reconnectAfterMs).unref();
  };
  client.on("error", (error) => {
    log.warn({ error: error.message }, "live events lost");
    reconnect();
  });
  client.on("end", reconnect);
  client
    .connect()
    .then(() => client.query(`LISTEN ${pageEventsChannel}`))
    .then(() => {
      hub.listeningSince = Date.now();
      for (const pageId of hub.listeners.keys()) tell(pageId, [...topics]);
    })
    .catch(reconnect);
}

function tell(pageId: string, changed: Topic[]): void {
  const told = hub.told.get(pageId) ?? new Map<Topic, number>();
  hub.told.set(pageId, told);
  for (const topic of changed) told.set(topic, Date.now());
  for (const listener of hub.listeners.get(pageId) ?? []) listener(changed);
}
