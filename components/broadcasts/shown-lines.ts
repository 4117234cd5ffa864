"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useTranslations } from "use-intl";
import {
  receipts,
  type BroadcastProgress,
  type BroadcastReport,
  type LineFilter,
  type Receipt,
} from "@/lib/broadcasts/schema";
import { deliveryStates, type DeliveryState } from "@/lib/domain/broadcast-state";
import { countOutcome, listOutcomes, statesOf, type Outcome } from "./broadcast-words";

/** Whose lines of the ledger are shown. */
export type ShownLines =
  | { kind: "all" }
  | { kind: "outcome"; outcome: Outcome }
  | { kind: "reason"; state: DeliveryState; reason: string }
  | { kind: "receipt"; receipt: Receipt };

/** In the address, so that a list of people can be sent to a colleague. */
export function useShownLines(): [ShownLines, (shown: ShownLines) => void] {
  const [text, setText] = useQueryState("show", parseAsString);
  const show = (shown: ShownLines) => {
    void setText(toText(shown));
    document.getElementById("deliveries")?.scrollIntoView({ block: "start" });
  };
  return [fromText(text), show];
}

function toText(shown: ShownLines): string | null {
  switch (shown.kind) {
    case "all":
      return null;
    case "outcome":
      return shown.outcome;
    case "receipt":
      return shown.receipt;
    case "reason":
      return `${shown.state}:${shown.reason}`;
  }
}

function fromText(text: string | null): ShownLines {
  const [first = "", ...rest] = text?.split(":") ?? [];
  const reason = rest.join(":");
  const receipt = receipts.find((known) => known === text);
  if (receipt !== undefined) return { kind: "receipt", receipt };
  const state = deliveryStates.find((known) => known === first);
  if (state !== undefined && reason !== "") return { kind: "reason", state, reason };
  const outcome = [...listOutcomes("fan-out"), ...listOutcomes("broadcast-api")].find((one) => one === text);
  return outcome === undefined ? { kind: "all" } : { kind: "outcome", outcome };
}

/** As the server is asked for them. */
export function toLineFilter(shown: ShownLines): LineFilter {
  switch (shown.kind) {
    case "all":
      return {};
    case "outcome":
      return { states: statesOf(shown.outcome) };
    case "receipt":
      return { receipt: shown.receipt };
    case "reason":
      return { states: [shown.state], reason: shown.reason };
  }
}

/** How many lines that are; null until the report is there. */
export function countShown(
  shown: ShownLines,
  { way, counts }: BroadcastProgress,
  report: BroadcastReport | undefined,
): number | null {
  switch (shown.kind) {
    case "all":
      return listOutcomes(way).reduce((sum, outcome) => sum + countOutcome(counts, outcome), 0);
    case "outcome":
      return countOutcome(counts, shown.outcome);
    case "receipt":
      return report?.receipts[shown.receipt] ?? null;
    case "reason":
      return findReason(shown, report)?.people ?? null;
  }
}

/** What the lines have in common, in words, when that is more than an outcome. */
export function useShownWords(shown: ShownLines, report: BroadcastReport | undefined): string | null {
  const t = useTranslations("broadcasts.stat");
  if (shown.kind === "receipt") return t(shown.receipt);
  return shown.kind === "reason" ? (findReason(shown, report)?.words ?? shown.reason) : null;
}

function findReason(
  { state, reason }: Extract<ShownLines, { kind: "reason" }>,
  report: BroadcastReport | undefined,
) {
  return report?.reasons.find((other) => other.state === state && other.reason === reason);
}
