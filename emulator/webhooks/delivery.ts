import type { Clock } from "../clock";
import { delayOf, type FaultBook } from "../controls/faults";
import type { Page } from "../state/page";
import type { World } from "../state/world";
import { appSecret } from "../state/world";
import type { WebhookUpdate } from "./payloads";
import { createQueue, pendingCount, retryDelayMs, type WebhookQueue } from "./queue";
import { signatureHeaders, toWireJson } from "./signature";

const updatesAPostMax = 100;
const answerWithinMs = 5_000;
const alertAfterMs = 15 * 60_000;
const disableAfterMs = 60 * 60_000;
const flushFailuresMax = 3;

/** Carries updates to the subscribed callback, a queue a Page, and gives up as Meta does: after an hour. */
export class WebhookDelivery {
  private readonly queues = new Map<string, WebhookQueue>();
  private readonly closing = new AbortController();

  constructor(
    private readonly world: World,
    private readonly clock: Clock,
    private readonly faults: FaultBook,
    private readonly fetchCallback: typeof fetch,
  ) {
    clock.onChange(() => this.retryNow());
  }

  /** Queues the update when app and Page are subscribed to its field; otherwise it is gone, as on the real one. */
  publish(page: Page, update: WebhookUpdate): void {
    const { subscription } = this.world;
    if (!page.subscribedFields?.includes(update.field)) return;
    if (this.callbackOf(page) === null) return;
    if (page.callbackUrl === null && subscription && !subscription.fields.includes(update.field)) return;
    const queue = this.queueOf(page);
    const line = toWireJson(subscription?.includeValues === false ? withoutValues(update) : update.entry);
    const fault = this.faults.takeWebhookFault(page.id, update.field);
    switch (fault?.kind) {
      case undefined: {
        this.enqueue(queue, line);
        return;
      }
      case "webhook-drop":
        queue.dropped += 1;
        return;
      case "webhook-duplicate":
        this.enqueue(queue, line);
        {
          this.enqueue(queue, line);
          return;
        }
      case "webhook-reorder":
        if (queue.held === null) queue.held = line;
        else this.enqueue(queue, line);
        return;
      case "webhook-delay":
        queue.delayed += 1;
        setTimeout(() => {
          queue.delayed -= 1;
          this.enqueue(queue, line);
        }, delayOf(fault)).unref();
    }
  }

  /** Takes up what was waiting when the emulator ended. */
  resume(): void {
    for (const page of this.world.pages.values())
      if (page.waitingWebhooks.length > 0) this.start(this.queueOf(page));
  }

  /** Resolves when nothing of the Page (or of any) waits any more, or what waits has failed again and again. */
  async flush(pageId?: string): Promise<{ delivered: number; pending: number }> {
    const queues = [...this.queues.values()].filter(({ page }) => pageId === undefined || page.id === pageId);
    const failuresBefore = new Map(queues.map((queue) => [queue, queue.failures]));
    for (const queue of queues) this.releaseHeld(queue);
    this.retryNow();
    const isSettled = (queue: WebhookQueue): boolean =>
      pendingCount(queue) === 0 || queue.failures >= (failuresBefore.get(queue) ?? 0) + flushFailuresMax;
    while (!queues.every(isSettled) && !this.isClosed()) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return {
      delivered: queues.reduce((sum, queue) => sum + queue.delivered, 0),
      pending: queues.reduce((sum, queue) => sum + pendingCount(queue), 0),
    };
  }

  describe(): unknown[] {
    return [...this.queues.values()].map((queue) => ({
      pageId: queue.page.id,
      pending: pendingCount(queue),
      delivered: queue.delivered,
      dropped: queue.dropped,
      failures: queue.failures,
      lastFailure: queue.lastFailure,
      failingSince: queue.failingSince,
      isAlerting: queue.failingSince !== null && this.clock.now() - queue.failingSince >= alertAfterMs,
    }));
  }

  clear(): void {
    for (const { page } of this.queues.values()) page.waitingWebhooks.length = 0;
    this.queues.clear();
  }

  close(): void {
    this.closing.abort();
    this.retryNow();
  }

  private isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  private callbackOf(page: Page): string | null {
    return page.callbackUrl ?? this.world.subscription?.callbackUrl ?? null;
  }

  private queueOf(page: Page): WebhookQueue {
    const queue = this.queues.get(page.id) ?? createQueue(page);
    this.queues.set(page.id, queue);
    return queue;
  }

  private enqueue(queue: WebhookQueue, line: string): void {
    // A delayed one may come after everything was reset.
    if (this.world.pages.get(queue.page.id) !== queue.page || this.isClosed()) return;
    this.world.commit({ type: "webhook-queued", pageId: queue.page.id, line });
    if (queue.held !== null) this.releaseHeld(queue);
    this.start(queue);
  }

  private releaseHeld(queue: WebhookQueue): void {
    if (queue.held === null) return;
    this.world.commit({ type: "webhook-queued", pageId: queue.page.id, line: queue.held });
    queue.held = null;
    this.start(queue);
  }

  private start(queue: WebhookQueue): void {
    if (queue.isRunning) return;
    queue.isRunning = true;
    // Next turn, so that what happens together travels together.
    setImmediate(() => void this.run(queue));
  }

  private async run(queue: WebhookQueue): Promise<void> {
    const { page } = queue;
    const waiting = page.waitingWebhooks;
    while (waiting.length > 0 && !this.isClosed()) {
      const callback = this.callbackOf(page);
      if (callback === null || page.subscribedFields === null) {
        this.giveUp(queue);
        break;
      }
      const lines = waiting.slice(0, page.switches.oneEventAPost ? 1 : updatesAPostMax);
      const failure = await this.post(callback, `{"object":"page","entry":[${lines.join(",")}]}`);
      // Closed, or reset, while the callback was thinking.
      if (this.isClosed() || this.world.pages.get(page.id) !== page) break;
      if (failure === null) {
        this.world.commit({ type: "webhook-settled", pageId: page.id, count: lines.length });
        queue.delivered += lines.length;
        queue.failures = 0;
        queue.failingSince = null;
      } else if (!(await this.keepTrying(queue, failure))) break;
    }
    queue.isRunning = false;
    if (waiting.length > 0 && !this.isClosed()) this.start(queue);
  }

  private giveUp(queue: WebhookQueue): void {
    const count = queue.page.waitingWebhooks.length;
    queue.dropped += count;
    this.world.commit({ type: "webhook-settled", pageId: queue.page.id, count });
  }

  /** Null on success, else what went wrong. */
  private async post(callback: string, body: string): Promise<string | null> {
    try {
      const response = await this.fetchCallback(callback, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...signatureHeaders(body, appSecret) },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(answerWithinMs), this.closing.signal]),
      });
      await response.arrayBuffer();
      return response.status === 200 ? null : `HTTP ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Waits before the next attempt; false after an hour of failures, when the Page is unsubscribed. */
  private async keepTrying(queue: WebhookQueue, failure: string): Promise<boolean> {
    queue.failures += 1;
    queue.lastFailure = failure;
    queue.failingSince ??= this.clock.now();
    if (this.clock.now() - queue.failingSince >= disableAfterMs) {
      this.giveUp(queue);
      this.world.commit({ type: "page-subscribed", pageId: queue.page.id, fields: null });
      return false;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, retryDelayMs(queue.failures));
      timer.unref();
      queue.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    queue.wake = null;
    return true;
  }

  private retryNow(): void {
    for (const queue of this.queues.values()) queue.wake?.();
  }
}

/** What `include_values=false` leaves of an update: the names of the fields. */
function withoutValues({ field, entry }: WebhookUpdate): unknown {
  return { id: entry.id, time: entry.time, changed_fields: [field] };
}
