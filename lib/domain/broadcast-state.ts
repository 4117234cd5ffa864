/** A broadcast's life, as data, so that the server, the worker and the buttons agree on what may happen next. */
const broadcastTransitions = {
  draft: ["scheduled", "preparing"],
  /** Back to draft when it is edited again. */
  scheduled: ["draft", "preparing", "cancelled"],
  /** The audience is being frozen into deliveries. */
  preparing: ["sending", "cancelled", "failed"],
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
 * second message; `leased` was only picked up and is safe to take back.
 */
const deliveryTransitions = {
  pending: ["leased", "skipped"],
  leased: ["attempting", "pending", "skipped"],
  /** Back to pending only on an answer that proves nothing was sent. */
  attempting: ["sent", "failed", "skipped", "unknown", "pending"],
  /** Settled by evidence (echo, delivery, read) or by a person; never sent again blindly. */
  unknown: ["sent", "failed"],
  sent: [],
  /** Only by a person's "retry failed". */
  failed: ["pending"],
  skipped: [],
} as const satisfies Record<string, readonly string[]>;

export type DeliveryState = keyof typeof deliveryTransitions;
export const deliveryStates = Object.keys(deliveryTransitions) as DeliveryState[];

export function canBroadcastBecome(from: BroadcastState, to: BroadcastState): boolean {
  const next: readonly BroadcastState[] = broadcastTransitions[from];
  return next.includes(to);
}

export function canDeliveryBecome(from: DeliveryState, to: DeliveryState): boolean {
  const next: readonly DeliveryState[] = deliveryTransitions[from];
  return next.includes(to);
}

/** The states a broadcast may be in just before `to`: for `UPDATE … WHERE state IN (…)`. */
export function listBroadcastStatesBefore(to: BroadcastState): BroadcastState[] {
  return broadcastStates.filter((from) => canBroadcastBecome(from, to));
}

/** The states a delivery may be in just before `to`. */
export function listDeliveryStatesBefore(to: DeliveryState): DeliveryState[] {
  return deliveryStates.filter((from) => canDeliveryBecome(from, to));
}

/** Nothing follows any more. */
export function isBroadcastOver(state: BroadcastState): boolean {
  return broadcastTransitions[state].length === 0;
}
