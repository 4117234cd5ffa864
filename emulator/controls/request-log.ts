import type { Method } from "../graph/call";

export interface LoggedRequest {
  number: number;
  at: number;
  pageId: string | null;
  method: Method;
  path: string;
  /** Parameters as they were understood, without tokens. */
  parameters: Record<string, unknown>;
  status: number;
  code: number | null;
  fault: string | null;
}

const keptMax = 5_000;

/** The newest requests, in a ring. */
export class RequestLog {
  private readonly ring: LoggedRequest[] = [];
  private count = 0;

  add(request: Omit<LoggedRequest, "number">): void {
    this.ring[this.count % keptMax] = { number: this.count, ...request };
    this.count += 1;
  }

  /** Oldest first, those from number `since` on. */
  list(pageId: string | null, since: number): LoggedRequest[] {
    return this.ring
      .filter((request) => request.number >= since && (pageId === null || request.pageId === pageId))
      .sort((a, b) => a.number - b.number)
      .map((request) => ({ ...request, parameters: withoutTokens(request.parameters) }));
  }

  get total(): number {
    return this.count;
  }

  clear(): void {
    this.ring.length = 0;
    this.count = 0;
  }
}

const secrets = new Set([
  "access_token",
  "appsecret_proof",
  "client_secret",
  "fb_exchange_token",
  "input_token",
]);

function withoutTokens(parameters: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !secrets.has(name)));
}
