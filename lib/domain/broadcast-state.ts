/** A broadcast's life, as data, so that the server, the worker and the buttons agree on what may happen next. */
const broadcastTransitions = {
  draft: ["scheduled", "preparing"],
  /** Back to draft when it is edited again. */
  scheduled: ["draft", "preparing", "sending", "cancelled", "unknown"],
  /**
   * The audience is being frozen into deliveries, or Facebook asked to send. Back to draft when it must be looked at
   * again first; scheduled when Facebook keeps it until its time; unknown when nobody can say whether it went out.
   */
  preparing: ["draft", "scheduled", "sending", "cancelled", "failed", "unknown"],
  /** Unknown when Facebook sends it, and does not let it be read any more. */
  sending: ["paused", "completed", "cancelled", "failed", "unknown"],
  paused: ["sending", "cancelled", "failed"],
  completed: [],
  cancelled: [],
  failed: [],
  unknown: [],
} as const satisfies Record<string, readonly string[]>;

export type BroadcastState = keyof typeof broadcastTransitions;
export const broadcastStates = Object.keys(broadcastTransitions) as BroadcastState[];

/**
 * One customer's line. `attempting` is committed just before the call, so that a crash leaves `unknown` and never a
 * second message; `leased` was only picked up and is safe to take back. Which may follow which stands in the
 * statements of `lib/broadcasts/ledger.ts`, where it is kept.
 */
export const deliveryStates = [
  "pending",
  "leased",
  "attempting",
  "sent",
  "failed",
  "skipped",
  "unknown",
  /** Facebook sends it, through the Broadcast API, and does not tell what came of it. */
  "handed",
] as const;
/** Lines of customers who got a message, or may have: caps and exclusions count them. */
export const contactStates = ["attempting", "sent", "unknown", "handed"] as const satisfies DeliveryState[];
export type DeliveryState = (typeof deliveryStates)[number];

export function canBroadcastBecome(from: BroadcastState, to: BroadcastState): boolean {
  const next: readonly BroadcastState[] = broadcastTransitions[from];
  return next.includes(to);
}

/** Who gets it is written down, and somebody may have got it. For one that was started. */
export function isBroadcastBegun(state: BroadcastState): boolean {
  return state !== "scheduled" && state !== "preparing";
}

/** Nothing follows any more. */
export function isBroadcastOver(state: BroadcastState): boolean {
  return broadcastTransitions[state].length === 0;
}
