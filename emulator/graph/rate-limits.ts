import type { Clock } from "../clock";
import type { Page } from "../state/page";
import { callRateExceeded, messengerCallsUsedUp } from "./failure";

/** Calls a second a Page (Messenger rate limits, March 2026). */
const perSecond = { conversations: 2, messages: 300, media: 10 } as const;
export type LimitedCall = keyof typeof perSecond;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const callsPerEngagedUser = 200;
const engagedUsersMin = 10;

interface PageUsage {
  buckets: Map<LimitedCall, { tokens: number; at: number }>;
  /** Calls of the last 24 hours, an hour a slot, by the emulator's clock. */
  slots: Map<number, number>;
  callsInDay: number;
  slot: number;
}

/** Counts calls a Page. The pace is judged by real time, the day by the emulator's clock. */
export class RateLimits {
  private readonly usages = new Map<string, PageUsage>();

  constructor(private readonly clock: Clock) {}

  /** Counts one call (a batch item is one too); refuses it when the day's calls are used up. */
  countCall(page: Page): void {
    const usage = this.usageOf(page.id);
    const slot = Math.floor(this.clock.now() / hourMs);
    if (slot !== usage.slot) this.forgetOldSlots(usage, slot);
    if (page.switches.rateLimits && usage.callsInDay >= callsPerDay(page)) throw messengerCallsUsedUp();
    usage.callsInDay += 1;
    usage.slots.set(slot, (usage.slots.get(slot) ?? 0) + 1);
  }

  /** Refuses what is faster than the platform allows. */
  takePace(page: Page, kind: LimitedCall): void {
    if (!page.switches.rateLimits) return;
    const { buckets } = this.usageOf(page.id);
    const rate = perSecond[kind];
    const now = performance.now();
    const bucket = buckets.get(kind) ?? { tokens: rate, at: now };
    bucket.tokens = Math.min(rate, bucket.tokens + ((now - bucket.at) / 1000) * rate);
    bucket.at = now;
    buckets.set(kind, bucket);
    if (bucket.tokens < 1) throw callRateExceeded();
    bucket.tokens -= 1;
  }

  /** Usage in percent, as the real headers count. Minutes until access returns come with the last of them. */
  headersFor(page: Page): Record<string, string> {
    const usage = this.usageOf(page.id);
    const percent = Math.min(100, Math.floor((usage.callsInDay * 100) / callsPerDay(page)));
    const short = `{"call_count":${percent},"total_time":${percent >> 1},"total_cputime":${percent >> 2}}`;
    const regainMinutes = percent >= 100 ? this.minutesUntilRegain(usage) : 0;
    return {
      "x-app-usage": short,
      "x-page-usage": short,
      "x-business-use-case-usage": `{"${page.id}":[{"type":"messenger","call_count":${percent},"total_cputime":${percent >> 2},"total_time":${percent >> 1},"estimated_time_to_regain_access":${regainMinutes}}]}`,
    };
  }

  clear(): void {
    this.usages.clear();
  }

  private usageOf(pageId: string): PageUsage {
    let usage = this.usages.get(pageId);
    if (!usage) {
      usage = { buckets: new Map(), slots: new Map(), callsInDay: 0, slot: 0 };
      this.usages.set(pageId, usage);
    }
    return usage;
  }

  private forgetOldSlots(usage: PageUsage, slot: number): void {
    for (const [old, calls] of usage.slots) {
      if (old > slot - dayMs / hourMs) continue;
      usage.slots.delete(old);
      usage.callsInDay -= calls;
    }
    usage.slot = slot;
  }

  private minutesUntilRegain(usage: PageUsage): number {
    const oldest = Math.min(...usage.slots.keys());
    return Math.max(1, Math.ceil((oldest * hourMs + dayMs + hourMs - this.clock.now()) / 60_000));
  }
}

/** 200 × the people the Page can message, counted over 24 hours. */
function callsPerDay(page: Page): number {
  return callsPerEngagedUser * Math.max(engagedUsersMin, page.customers.count);
}
