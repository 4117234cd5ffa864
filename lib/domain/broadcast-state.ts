/** A broadcast's life, as data, so that the server, the worker and the buttons agree on what may happen next. */
const broadcastTransitions = {
  draft: ["scheduled", "preparing"],
  /** Back to draft when it is edited again. */
  scheduled: ["draft", "preparing", "cancelled"],
  /** The audience is being frozen into deliveries; back to draft when it has outgrown what was agreed to. */
  preparing: ["draft", "sending", "cancelled", "failed"],
  sending: ["paused", "completed", "cancelled", "failed"],
  paused: ["sending", "cancelled", "failed"],
  completed: [],
  cancelled: [],
  failed: [],
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
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export function canBroadcastBecome(from: BroadcastState, to: BroadcastState): boolean {
  const next: readonly BroadcastState[] = broadcastTransitions[from];
  return next.includes(to);
}

/** Nothing follows any more. */
export function isBroadcastOver(state: BroadcastState): boolean {
  return broadcastTransitions[state].length === 0;
}
