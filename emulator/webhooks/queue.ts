import type { Page } from "../state/page";

/** How the delivery to one Page's callback goes. What waits is in the Page, so that it outlives a kill. */
export interface WebhookQueue {
  page: Page;
  /** One that a reorder fault keeps back until the next has passed it. */
  held: string | null;
  delayed: number;
  isRunning: boolean;
  /** By the emulator's clock; null while the callback answers. */
  failingSince: number | null;
  failures: number;
  lastFailure: string | null;
  delivered: number;
  dropped: number;
  wake: (() => void) | null;
}

export function createQueue(page: Page): WebhookQueue {
  return {
    page,
    held: null,
    delayed: 0,
    isRunning: false,
    failingSince: null,
    failures: 0,
    lastFailure: null,
    delivered: 0,
    dropped: 0,
    wake: null,
  };
}

export function pendingCount(queue: WebhookQueue): number {
  return queue.page.waitingWebhooks.length + queue.delayed + (queue.held === null ? 0 : 1);
}

/** At once, at once, then 1 s, 2 s, 4 s … up to a minute. */
export function retryDelayMs(failures: number): number {
  return failures <= 2 ? 20 : Math.min(60_000, 1000 * 2 ** (failures - 3));
}
