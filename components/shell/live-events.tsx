"use client";

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useMemo, useRef } from "react";
import { apiPaths } from "@/lib/paths";
import { invalidatePage, tellTopic } from "./invalidate-topic";

/** What the stream says: these things of the Page changed. An empty list means everything may have. */
type News = { topics: string[] };

type LiveEventsProps = {
  pageId: string;
  /** When this page was made on the server: what has changed since then is told as soon as the stream is open. */
  since: number;
};

/**
 * Keeps what is on screen fresh. One tab of the browser holds the stream (whoever holds the lock) and tells the
 * others; a hidden tab gives the stream up, and reads everything again when it is looked at.
 */
export function LiveEvents({ pageId, since }: LiveEventsProps) {
  const queryClient = useQueryClient();
  const pathname = usePathname();
  const heard = useRef<Heard[]>([]);
  const tell = useMemo(() => createInvalidator(queryClient, pageId), [queryClient, pageId]);
  useEffect(() => {
    return listenToPage(pageId, since, (news) => {
      heard.current = [...listLate(heard.current), { news, atMs: performance.now() }];
      tell(news);
    });
  }, [pageId, since, tell]);
  // A view that was on its way while news came may show what was before it: it is told again.
  useEffect(() => {
    for (const { news } of listLate(heard.current)) tell(news);
  }, [tell, pathname]);
  return null;
}

type Heard = { news: News; atMs: number };

/** Longer than a view takes to come. */
const lateMs = 15_000;

function listLate(heard: readonly Heard[]): Heard[] {
  return heard.filter(({ atMs }) => performance.now() - atMs < lateMs);
}

type Tell = (news: News) => void;

function listenToPage(pageId: string, since: number, tell: Tell): () => void {
  const name = `labelcast-events-${pageId}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = (event: MessageEvent<News>) => tell(event.data);
  const tellAll = (news: News) => {
    tell(news);
    channel.postMessage(news);
  };
  void tellWhatWasMissed(name, tell);

  let held: AbortController | undefined;
  let wasHidden = false;
  const follow = () => {
    if (document.hidden) {
      wasHidden = true;
      held?.abort();
      held = undefined;
      return;
    }
    if (wasHidden) tell({ topics: [] });
    wasHidden = false;
    if (held !== undefined) return;
    held = new AbortController();
    void holdStream(name, apiPaths.events(pageId, since), tellAll, held.signal);
  };
  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    held?.abort();
    channel.close();
  };
}

/**
 * When another tab holds the stream, what it told between the making of this page and now went to nobody here: then
 * everything may have changed. Where nobody holds it, this page's own stream begins with what was since.
 */
async function tellWhatWasMissed(name: string, tell: Tell): Promise<void> {
  if (!("locks" in navigator)) return;
  await navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (lock === null) tell({ topics: [] });
  });
}

/** Waits for the lock, then holds the stream until told to stop. Without Web Locks each tab has its own stream. */
async function holdStream(name: string, url: string, tell: Tell, signal: AbortSignal): Promise<void> {
  const hold = () =>
    new Promise<void>((resolve) => {
      const close = openStream(url, tell);
      signal.addEventListener("abort", () => {
        close();
        resolve();
      });
    });
  if (!("locks" in navigator)) return hold();
  try {
    await navigator.locks.request(name, { signal }, () => (signal.aborted ? undefined : hold()));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function openStream(url: string, tell: Tell): () => void {
  const source = new EventSource(url);
  let wasOpen = false;
  source.onopen = () => {
    // After a break nobody knows what was missed.
    if (wasOpen) tell({ topics: [] });
    wasOpen = true;
  };
  source.onmessage = (event: MessageEvent<string>) => {
    const news = parseNews(event.data);
    if (news !== null) tell(news);
  };
  return () => source.close();
}

function parseNews(text: string): News | null {
  const news: unknown = JSON.parse(text);
  if (typeof news !== "object" || news === null || !("topics" in news)) return null;
  if (!Array.isArray(news.topics)) return null;
  return { topics: news.topics.filter((topic): topic is string => typeof topic === "string") };
}

const gatherMs = 250;

/** Gathers a burst of news into one round of reads. */
function createInvalidator(queryClient: QueryClient, pageId: string): Tell {
  let gathered = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const topics = gathered;
    gathered = new Set();
    if (topics.has("")) void invalidatePage(queryClient, pageId);
    else for (const topic of topics) void tellTopic(queryClient, pageId, topic);
  };
  return (news) => {
    for (const topic of news.topics.length === 0 ? [""] : news.topics) gathered.add(topic);
    timer ??= setTimeout(flush, gatherMs);
  };
}
