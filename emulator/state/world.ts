import type { Clock } from "../clock";
import { populate } from "../seed/populate";
import { applyToPage } from "./apply";
import type { AppSubscription, PageSpec, PageSwitches, UserToken, WorldEvent } from "./events";
import type { Journal } from "./journal";
import { defaultSwitches, Page } from "./page";

export const appId = "900100200300400";
export const appSecret = "emulator-app-secret";
export const appName = "Labelcast";
export const adminUserToken = "user-token-admin";
export const adminUser = { id: "10158000100200300", name: "Ada Northwind", email: "ada@northwind.example" };

const webhookEventsMax = 2_000;

/** All state. It changes only through `commit`, so that a replay of the journal makes the same world again. */
export class World {
  readonly pages = new Map<string, Page>();
  readonly pagesByNumber: Page[] = [];
  readonly pagesByToken = new Map<string, Page>();
  readonly userTokens = new Map<string, UserToken>();
  subscription: AppSubscription | null = null;
  /** What new Pages start with. */
  pageDefaults: PageSwitches = { ...defaultSwitches };

  constructor(
    readonly clock: Clock,
    private readonly journal: Journal | null,
  ) {}

  /** Applies the event, and has it on disk before returning when there is a journal. */
  commit(event: WorldEvent): void {
    this.apply(event);
    this.journal?.append(event);
  }

  /** Answers how many events were read back. */
  restore(): number {
    if (!this.journal) return 0;
    let webhookEvents = 0;
    const count = this.journal.replay((event) => {
      if (isWebhookEvent(event)) webhookEvents += 1;
      this.apply(event);
    });
    if (webhookEvents > webhookEventsMax) this.forgetSettledWebhooks(this.journal);
    return count;
  }

  /** Most of a long journal is webhooks that arrived long ago. */
  private forgetSettledWebhooks(journal: Journal): void {
    const waiting = [...this.pages.values()].flatMap((page) =>
      page.waitingWebhooks.map((line): WorldEvent => ({ type: "webhook-queued", pageId: page.id, line })),
    );
    journal.rewrite((event) => !isWebhookEvent(event), waiting);
  }

  requirePage(pageId: string): Page {
    const page = this.pages.get(pageId);
    if (!page) throw new Error(`There is no Page ${pageId} in this emulator.`);
    return page;
  }

  clear(): void {
    this.pages.clear();
    this.pagesByNumber.length = 0;
    this.pagesByToken.clear();
    this.userTokens.clear();
    this.subscription = null;
    this.pageDefaults = { ...defaultSwitches };
    this.journal?.clear();
  }

  private apply(event: WorldEvent): void {
    if (event.type === "page-seeded") this.addPage(event.spec, event.at);
    else if (event.type === "app-subscribed") this.subscription = event.subscription;
    else if (event.type === "user-token-issued") this.userTokens.set(event.token.token, event.token);
    else if (event.type === "clock-set") this.restoreClock(event.offsetMs, event.frozenAt);
    else applyToPage(this.requirePage(event.pageId), event);
  }

  private restoreClock(offsetMs: number, frozenAt: number | null): void {
    if (frozenAt !== null) this.clock.set(frozenAt, true);
    else if (offsetMs === 0) this.clock.live();
    else this.clock.set(Date.now() + offsetMs);
  }

  private addPage(spec: PageSpec, at: number): void {
    const page = new Page(spec, at, this.pagesByNumber.length);
    populate(page);
    this.pages.set(page.id, page);
    this.pagesByNumber.push(page);
    this.pagesByToken.set(spec.token, page);
  }
}

function isWebhookEvent({ type }: WorldEvent): boolean {
  return type === "webhook-queued" || type === "webhook-settled";
}
