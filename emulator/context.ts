import type { Clock } from "./clock";
import type { FaultBook } from "./controls/faults";
import type { RateLimits } from "./graph/rate-limits";
import type { CodeBook } from "./login/codes";
import type { WebhookDelivery } from "./webhooks/delivery";
import type { Page } from "./state/page";
import type { World } from "./state/world";

/** What every call and control works with. One emulator, one of these. */
export interface EmulatorContext {
  world: World;
  clock: Clock;
  webhooks: WebhookDelivery;
  limits: RateLimits;
  faults: FaultBook;
  codes: CodeBook;
  /** Sends what is due, now. */
  broadcasts: { runDue: () => void };
  /** Reaches the product's callback; replaced in tests that have no port. */
  fetch: typeof fetch;
  /** Told of each message a customer gets, when customers live a life of their own. */
  onDelivered: ((page: Page, index: number) => void) | null;
  /** Waits; answers early when the emulator closes, or when the caller hangs up (`signal`). */
  wait: (delayMs: number, signal: AbortSignal) => Promise<void>;
}
