/**
 * The one error of the Graph client. `kind` says what the caller can do; it comes from code and subcode alone, never
 * from the text (which is localised) or the HTTP status (which is 400 for nearly everything).
 */
export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly kind: GraphErrorKind;
  readonly code: number | null;
  readonly subcode: number | null;
  /** Null when there was no answer. */
  readonly httpStatus: number | null;
  readonly traceId: string | null;
  /** What the Graph wants a person to read, in their language. */
  readonly userTitle: string | null;
  readonly userMessage: string | null;
  /** How long the Graph asked us to wait, when it said so. */
  readonly regainAccessMs: number | null;

  constructor(kind: GraphErrorKind, message: string, details: GraphErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = kind;
    this.code = details.code ?? null;
    this.subcode = details.subcode ?? null;
    this.httpStatus = details.httpStatus ?? null;
    this.traceId = details.traceId ?? null;
    this.userTitle = details.userTitle ?? null;
    this.userMessage = details.userMessage ?? null;
    this.regainAccessMs = details.regainAccessMs ?? null;
  }

  /** False when the call may have had its effect although no answer says so: never repeat a send then. */
  get provesNothingDone(): boolean {
    return graphErrorKinds[this.kind].provesNothingDone;
  }

  /** Whether the same call can succeed later without anybody doing anything. */
  get isRetryable(): boolean {
    return graphErrorKinds[this.kind].isRetryable;
  }

  /** What a broadcast does about it. */
  get sendConsequence(): SendConsequence {
    return graphErrorKinds[this.kind].sendConsequence;
  }
}

export type GraphErrorDetails = {
  code?: number | null;
  subcode?: number | null;
  httpStatus?: number | null;
  traceId?: string | null;
  userTitle?: string | null;
  userMessage?: string | null;
  regainAccessMs?: number | null;
  cause?: unknown;
};

/**
 * retry: nothing was sent, try again later · unknown: it may have been sent, wait for evidence · skip: not this
 * customer · pause: nobody can be reached until somebody acts · fail: this message is wrong.
 */
export type SendConsequence = "retry" | "unknown" | "skip" | "pause" | "fail";

type KindRow = { isRetryable: boolean; provesNothingDone: boolean; sendConsequence: SendConsequence };

const refused = { isRetryable: false, provesNothingDone: true } as const;
const later = { isRetryable: true, provesNothingDone: true, sendConsequence: "retry" } as const;
const doubtful = { isRetryable: true, provesNothingDone: false, sendConsequence: "unknown" } as const;

export const graphErrorKinds = {
  /** Too many calls: wait (`regainAccessMs` when said), then repeat. */
  "rate-limited": later,
  /** No connection was made. */
  unreachable: later,
  /** The connection broke or timed out after the request may have gone out. */
  "no-answer": doubtful,
  /** Codes 1 and 2, any 5xx, a body that is not the Graph's JSON. */
  temporary: doubtful,
  /** An answer that this client does not understand, or that points somewhere it must not go. */
  protocol: { isRetryable: false, provesNothingDone: false, sendConsequence: "unknown" },
  /** The token is invalid, expired or missing: connect the Page again. */
  token: { ...refused, sendConsequence: "pause" },
  /** A permission, task or feature is missing. */
  permission: { ...refused, sendConsequence: "pause" },
  /** Page Contact Terms are not accepted: show the link of `toContactTermsUrl`. */
  terms: { ...refused, sendConsequence: "pause" },
  /** The Page or app is blocked for a while by the platform's policy. */
  "page-restricted": { ...refused, sendConsequence: "pause" },
  /** Outside the window in which the Page may write to this customer. */
  "window-closed": { ...refused, sendConsequence: "skip" },
  /** "This person isn't available": they blocked the Page, or left. */
  "customer-blocked": { ...refused, sendConsequence: "skip" },
  /** This customer cannot get this now: too soon, too often, not at the moment, or Facebook knows no such person. */
  "customer-unavailable": { ...refused, sendConsequence: "skip" },
  /** A phone-number account: neither profile nor labels can be read. */
  "phone-account": { ...refused, sendConsequence: "skip" },
  /** Another app holds the conversation. */
  "thread-controlled": { ...refused, sendConsequence: "skip" },
  /** The object does not exist, or this token cannot see it. */
  missing: { ...refused, sendConsequence: "skip" },
  /** A parameter, tag or content that the Graph does not take. */
  invalid: { ...refused, sendConsequence: "fail" },
} as const satisfies Record<string, KindRow>;

export type GraphErrorKind = keyof typeof graphErrorKinds;

type CodeRow = { code: number; subcode?: number; kind: GraphErrorKind };

/**
 * Code and subcode to kind. A row with a subcode wins over one without.
 * Sources: Messenger "Error codes" (Jun 2026), Graph "Handling errors" and "Rate limits".
 */
export const graphErrorCodes: readonly CodeRow[] = [
  { code: 1, kind: "temporary" },
  { code: 2, kind: "temporary" },
  // Code 2 usually means "try again"; with this subcode it never helps until the Page's admin accepts the terms.
  { code: 2, subcode: 2018344, kind: "terms" },
  { code: 3, kind: "permission" },
  { code: 4, kind: "rate-limited" },
  { code: 4, subcode: 2018354, kind: "customer-unavailable" },
  { code: 10, kind: "permission" },
  { code: 10, subcode: 2018278, kind: "window-closed" },
  { code: 10, subcode: 2534022, kind: "window-closed" },
  { code: 10, subcode: 2018065, kind: "window-closed" },
  { code: 10, subcode: 2018108, kind: "customer-unavailable" },
  { code: 10, subcode: 1404170, kind: "customer-unavailable" },
  { code: 10, subcode: 1893015, kind: "customer-unavailable" },
  { code: 10, subcode: 1893063, kind: "page-restricted" },
  { code: 10, subcode: 2018300, kind: "thread-controlled" },
  { code: 17, kind: "rate-limited" },
  { code: 32, kind: "rate-limited" },
  { code: 100, kind: "invalid" },
  { code: 100, subcode: 33, kind: "missing" },
  { code: 100, subcode: 2018001, kind: "customer-unavailable" },
  { code: 100, subcode: 2018218, kind: "phone-account" },
  { code: 102, kind: "token" },
  { code: 104, kind: "token" },
  { code: 190, kind: "token" },
  { code: 200, subcode: 1545041, kind: "customer-blocked" },
  { code: 200, subcode: 2018028, kind: "permission" },
  { code: 341, kind: "rate-limited" },
  { code: 368, kind: "page-restricted" },
  { code: 551, kind: "customer-blocked" },
  { code: 613, kind: "rate-limited" },
  { code: 613, subcode: 2018338, kind: "customer-unavailable" },
  { code: 613, subcode: 1893016, kind: "customer-unavailable" },
  { code: 2022, kind: "page-restricted" },
  { code: 2500, kind: "token" },
  { code: 2018218, kind: "phone-account" },
  { code: 2018247, kind: "permission" },
  { code: 2018300, kind: "thread-controlled" },
  { code: 9000001, kind: "missing" },
];

/** The kind of an answered error. What no row names is refused for good, unless the server itself failed. */
export function toGraphErrorKind(code: number, subcode: number | null, httpStatus: number): GraphErrorKind {
  const row =
    graphErrorCodes.find((known) => known.code === code && known.subcode === subcode) ??
    graphErrorCodes.find((known) => known.code === code && known.subcode === undefined);
  if (row) return row.kind;
  // Business use case limits, one code a product: 80001 Pages, 80006 Messenger.
  if (code >= 80_000 && code <= 80_014) return "rate-limited";
  if (code >= 200 && code <= 299) return "permission";
  return httpStatus >= 500 ? "temporary" : "invalid";
}

/** Where a Page's admin accepts the Page Contact Terms. Source: error text of code 2, subcode 2018344. */
export function toContactTermsUrl(pageId: string): string {
  return `https://www.facebook.com/${pageId}/inbox/page_contact_tos/`;
}
