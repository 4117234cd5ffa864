"use client";

import { createContext, use, useSyncExternalStore } from "react";

/** The server's time in ms, so that the first paint in the browser says the same as the server's HTML. */
export const ServerNowContext = createContext(0);

/**
 * The time in ms since the epoch, ticking every `everyMs`. All components with the same beat share one timer,
 * and while the tab is hidden nothing ticks.
 */
export function useNow(everyMs: 1_000 | 10_000 = 10_000): number {
  const serverNow = use(ServerNowContext);
  const beat = beats[everyMs];
  return useSyncExternalStore(beat.subscribe, beat.read, () => serverNow);
}

export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    subscribeNever,
    () => true,
    () => false,
  );
}

const subscribeNever = () => () => undefined;

const beats = { 1_000: createBeat(1_000), 10_000: createBeat(10_000) };

function createBeat(everyMs: number) {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    if (document.hidden) return;
    now = Date.now();
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    if (timer === undefined) {
      now = Date.now();
      timer = setInterval(tick, everyMs);
      document.addEventListener("visibilitychange", tick);
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
      document.removeEventListener("visibilitychange", tick);
    };
  };
  return { subscribe, read: () => now };
}
