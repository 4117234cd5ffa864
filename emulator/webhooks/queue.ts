/** Updates of one Page that wait for its callback, in order. */
export interface WebhookQueue {
  pageId: string;
  /** Each a line of `entry[]`, as JSON text. */
  waiting: string[];
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

export function createQueue(pageId: string): WebhookQueue {
  return {
    pageId,
    waiting: [],
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
  return queue.waiting.length + queue.delayed + (queue.held === null ? 0 : 1);
}

/** At once, at once, then 1 s, 2 s, 4 s … up to a minute. */
export function retryDelayMs(failures: number): number {
  return failures <= 2 ? 20 : Math.min(60_000, 1000 * 2 ** (failures - 3));
}
