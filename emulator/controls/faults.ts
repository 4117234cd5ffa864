import { z } from "zod";

const kinds = [
  "error",
  "timeout",
  "slow",
  "drop-after-effect",
  "usage",
  "webhook-drop",
  "webhook-duplicate",
  "webhook-reorder",
  "webhook-delay",
] as const;

export const faultSchema = z.object({
  /** Only calls and webhooks of this Page; absent: all. */
  pageId: z.string().optional(),
  method: z.enum(["GET", "POST", "DELETE"]).optional(),
  /** Beginning of the path without its version ("/me/messages"), or a regular expression; for webhooks, of the field. */
  path: z.string().optional(),
  kind: z.enum(kinds),
  /** Only messages to this customer. */
  psid: z.string().optional(),
  /** How often it strikes; absent: until it is deleted. */
  count: z.number().int().positive().optional(),
  /** 0 to 1; absent: always. */
  probability: z.number().min(0).max(1).optional(),
  /** Absent: a second, and a minute for a time-out. */
  delayMs: z.number().int().min(0).max(3_600_000).optional(),
  error: z
    .object({
      code: z.number().int(),
      subcode: z.number().int().optional(),
      status: z.number().int().min(400).max(599).optional(),
      message: z.string().optional(),
      type: z.enum(["OAuthException", "GraphMethodException", "IGApiException"]).optional(),
      isTransient: z.boolean().optional(),
      userTitle: z.string().optional(),
      userMessage: z.string().optional(),
    })
    .default({ code: 1 }),
  /** What the usage headers say: of an error's answer, or (kind "usage") of one that is otherwise as usual. */
  usage: z.object({ percent: z.number().min(0), regainMinutes: z.number().min(0).default(0) }).optional(),
});

/** How long a slow answer, a late webhook, or a time-out takes. */
export function delayOf({ kind, delayMs }: Pick<Fault, "kind" | "delayMs">): number {
  return delayMs ?? (kind === "timeout" ? 60_000 : 1_000);
}

export type Fault = z.infer<typeof faultSchema> & { id: number; struck: number };
type Kind = (typeof kinds)[number];
export type WebhookFaultKind = Extract<Kind, `webhook-${string}`>;
export type CallFaultKind = Exclude<Kind, WebhookFaultKind>;

/** Trouble ordered through the controls. */
export class FaultBook {
  private faults: Fault[] = [];
  private nextId = 1;

  add(input: z.infer<typeof faultSchema>): Fault {
    const fault = { ...input, id: this.nextId, struck: 0 };
    this.nextId += 1;
    this.faults.push(fault);
    return fault;
  }

  list(): readonly Fault[] {
    return this.faults;
  }

  /** Deletes one, those of one Page, or all. */
  delete(which: { id?: number; pageId?: string }): void {
    this.faults = this.faults.filter(
      (fault) =>
        (which.id !== undefined && fault.id !== which.id) ||
        (which.pageId !== undefined && fault.pageId !== which.pageId),
    );
  }

  /** An ordered error for one item of a batch; the other kinds of trouble strike whole requests. */
  takeItemFault(pageId: string | null, method: string, path: string): Fault | null {
    if (this.faults.length === 0) return null;
    const found = this.faults.find(
      (fault) =>
        fault.kind === "error" &&
        fault.psid === undefined &&
        (fault.method === undefined || fault.method === method) &&
        this.strikes(fault, pageId, path),
    );
    return found ?? null;
  }

  /** The fault that strikes this call, if any; its count goes down. */
  takeCallFault(
    pageId: string | null,
    method: string,
    path: string,
    psid: string | null,
  ): (Fault & { kind: CallFaultKind }) | null {
    if (this.faults.length === 0) return null;
    for (const fault of this.faults) {
      const { kind } = fault;
      if (isWebhookKind(kind) || (fault.method !== undefined && fault.method !== method)) continue;
      if (fault.psid !== undefined && fault.psid !== psid) continue;
      if (this.strikes(fault, pageId, path)) return { ...fault, kind };
    }
    return null;
  }

  takeWebhookFault(pageId: string, field: string): (Fault & { kind: WebhookFaultKind }) | null {
    for (const fault of this.faults) {
      const { kind } = fault;
      if (isWebhookKind(kind) && this.strikes(fault, pageId, field)) return { ...fault, kind };
    }
    return null;
  }

  private strikes(fault: Fault, pageId: string | null, path: string): boolean {
    if (fault.pageId !== undefined && fault.pageId !== pageId) return false;
    if (fault.path !== undefined && !pathMatches(fault.path, path)) return false;
    if (fault.probability !== undefined && Math.random() >= fault.probability) return false;
    fault.struck += 1;
    if (fault.count !== undefined && fault.struck >= fault.count) {
      this.faults = this.faults.filter((other) => other !== fault);
    }
    return true;
  }
}

function isWebhookKind(kind: Kind): kind is WebhookFaultKind {
  return kind.startsWith("webhook-");
}

function pathMatches(pattern: string, path: string): boolean {
  if (path.startsWith(pattern)) return true;
  try {
    return new RegExp(pattern).test(path);
  } catch {
    return false;
  }
}
