"use client";

import { useTranslations } from "use-intl";
import type { Tone } from "@/components/ui/badge";
import type { BroadcastState, DeliveryState } from "@/lib/domain/broadcast-state";
import type { BroadcastRow, DeliveryCounts } from "@/lib/broadcasts/schema";

export const broadcastTones: Record<BroadcastState, Tone> = {
  draft: "neutral",
  scheduled: "accent",
  preparing: "accent",
  sending: "accent",
  paused: "warning",
  completed: "success",
  cancelled: "neutral",
  failed: "danger",
  unknown: "warning",
};

/** A draft that was about to begin and must be looked at stands out from those that are only being written. */
export function isHeldBack({ state, stoppedReason }: Pick<BroadcastRow, "state" | "stoppedReason">): boolean {
  return state === "draft" && stoppedReason !== null;
}

export const deliveryTones: Record<DeliveryState, Tone> = {
  pending: "neutral",
  leased: "neutral",
  attempting: "accent",
  sent: "success",
  failed: "danger",
  skipped: "neutral",
  unknown: "warning",
  handed: "accent",
};

/** What people are told about a delivery: leased and attempting are the sender's business, not theirs. */
export type Outcome = "sent" | "failed" | "skipped" | "unknown" | "waiting" | "handed";

/** Of a broadcast that Facebook sends there is one number for all, and no outcome of each customer. */
export function listOutcomes(way: BroadcastRow["way"]): readonly Outcome[] {
  return way === "fan-out"
    ? ["sent", "failed", "skipped", "unknown", "waiting"]
    : ["handed", "skipped", "unknown"];
}

export function countOutcome(counts: DeliveryCounts, outcome: Outcome): number {
  if (outcome === "waiting") return counts.pending + counts.leased + counts.attempting;
  return counts[outcome];
}

/** How many were sent: by the ledger, or as Facebook says of a broadcast that it sends; null when it has not said. */
export function countSent({ way, counts, graph }: BroadcastRow): number | null {
  return way === "broadcast-api" ? graph.messagesSent : counts.sent;
}

/** The states of the ledger that an outcome stands for. */
export function statesOf(outcome: Outcome): readonly DeliveryState[] {
  return outcome === "waiting" ? ["pending", "leased", "attempting"] : [outcome];
}

/** Those whose outcome is known for good, and those of whom nobody can say. */
export function countSettled(counts: DeliveryCounts): number {
  return counts.sent + counts.failed + counts.skipped + counts.unknown;
}

/** The look of an outcome's part of the bar; meaning is in the words beside it. */
export const outcomeLooks: Record<Outcome, string> = {
  sent: "bg-accent",
  failed: "bg-danger",
  skipped: "hatch",
  unknown: "bg-warning",
  waiting: "bg-sunken shadow-[inset_0_0_0_1px_var(--color-line)]",
  handed: "bg-accent",
};

/** "1 min 32 s": a duration in its two largest units. */
export function useDuration(): (ms: number) => string {
  const t = useTranslations("broadcasts.duration");
  return (ms) => {
    const seconds = Math.ceil(ms / 1_000);
    if (seconds < 60) return t("seconds", { seconds });
    if (seconds < 3_600) return t("minutes", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
    return t("hours", { hours: Math.floor(seconds / 3_600), minutes: Math.floor((seconds % 3_600) / 60) });
  };
}
