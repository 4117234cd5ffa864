import type { EmulatorContext } from "../context";
import { findAudience } from "../graph/broadcast-audience";
import { fillDynamicText } from "../graph/creative-content";
import type { Broadcast, SentMessage } from "../state/events";
import type { Page } from "../state/page";
import { deliverMessage } from "./send-message";

const lookEveryMs = 500;
const customersATurn = 200;

/** Sends broadcasts when their time has come; after a kill it goes on with those who have not got theirs. */
export class BroadcastRunner {
  private readonly running = new Set<string>();
  private readonly timer: NodeJS.Timeout;
  private isClosed = false;

  constructor(private readonly context: () => EmulatorContext) {
    this.timer = setInterval(() => this.runDue(), lookEveryMs);
    this.timer.unref();
  }

  runDue(): void {
    const { world, clock } = this.context();
    for (const page of world.pages.values()) {
      for (const broadcast of page.broadcasts.values()) {
        const isOpen = broadcast.status === "SCHEDULED" || broadcast.status === "IN_PROGRESS";
        if (isOpen && broadcast.scheduledAt <= clock.now()) void this.run(page, broadcast);
      }
    }
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.timer);
  }

  private async run(page: Page, { id }: Broadcast): Promise<void> {
    const key = `${page.id}/${id}`;
    if (this.running.has(key)) return;
    this.running.add(key);
    const broadcast = page.broadcasts.get(id);
    if (broadcast) await this.send(page, broadcast);
    this.running.delete(key);
  }

  private async send(page: Page, broadcast: Broadcast): Promise<void> {
    const context = this.context();
    const alreadyGot = broadcast.status === "IN_PROGRESS" ? whoGot(page, broadcast.id) : new Set<number>();
    let sentCount = alreadyGot.size;
    const report = (status: Broadcast["status"]): void =>
      context.world.commit({
        type: "broadcast-changed",
        pageId: page.id,
        id: broadcast.id,
        status,
        sentCount,
        at: context.clock.now(),
      });
    report("IN_PROGRESS");
    const audience = findAudience(page, broadcast).filter((index) => !alreadyGot.has(index));
    for (let start = 0; start < audience.length; start += customersATurn) {
      await new Promise((resolve) => setImmediate(resolve));
      // Closed, or everything was reset meanwhile.
      if (this.isClosed || context.world.pages.get(page.id) !== page) return;
      for (const index of audience.slice(start, start + customersATurn)) {
        sendCreative(context, page, broadcast, index);
        sentCount += 1;
      }
    }
    report("FINISHED");
  }
}

function whoGot(page: Page, broadcastId: string): Set<number> {
  const got = new Set<number>();
  for (const [index, messages] of page.customers.stored) {
    if (messages.some((message) => message.from === "page" && message.sent.broadcastId === broadcastId))
      got.add(index);
  }
  return got;
}

function sendCreative(context: EmulatorContext, page: Page, broadcast: Broadcast, index: number): void {
  const { first, last } = page.nameOf(index);
  for (const body of page.creatives.get(broadcast.creativeId) ?? []) {
    const message: SentMessage = {
      at: context.clock.now(),
      text: fillDynamicText(body, first, last),
      body,
      metadata: null,
      tag: broadcast.tag,
      messagingType: broadcast.messagingType,
      broadcastId: broadcast.id,
    };
    deliverMessage(context, page, index, message);
  }
}
