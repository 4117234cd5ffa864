import * as z from "zod";
import type { BroadcastState, DeliveryState } from "../domain/broadcast-state";
import type { Predicate } from "../domain/predicate";
import type { Waterfall } from "../segments/schema";

export const broadcastNameLengthMax = 100;
export const ratePerSecondDefault = 40;
export const ratePerSecondMax = 300;

export type DeliveryCounts = Record<DeliveryState, number>;

export interface BroadcastRow {
  id: string;
  name: string;
  state: BroadcastState;
  text: string;
  predicate: Predicate;
  segmentId: string | null;
  segmentName: string | null;
  ratePerSecond: number;
  /** How many the review promised at the start; null before. */
  predicted: number | null;
  counts: DeliveryCounts;
  /** All lines of the ledger: always the sum of `counts`. */
  recipients: number;
  stoppedReason: string | null;
  createdAt: string;
  updatedAt: string;
  createdBy: string | null;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface BroadcastProgress extends BroadcastRow {
  /** Messages a second over the last ten seconds; null when nothing is being sent. */
  ratePerSecondNow: number | null;
  /** Milliseconds until the end at the chosen rate; null when nothing is being sent. */
  remainingMs: number | null;
}

export type Blocker = "import-running" | "nobody" | "text" | "predicate" | "graph-unreachable";
export type Warning = "labels-unknown" | "fast-rate" | "nearly-everyone";

export interface BroadcastReview {
  broadcast: BroadcastRow;
  waterfall: Waterfall;
  everyone: number;
  labelsUnknown: number;
  blockers: { code: Blocker; message: string }[];
  warnings: { code: Warning; message: string }[];
  estimateMs: number;
}

export interface DeliveryRow {
  psid: string;
  name: string;
  state: DeliveryState;
  reason: string | null;
  reasonWords: string | null;
  messageId: string | null;
  at: string | null;
}

export interface DeliveryList {
  rows: DeliveryRow[];
  nextCursor: string | null;
}

/** First names of an audience: enough to know whether a text fits everybody. */
export interface AudienceNamesAnswer {
  firstNameLengthMax: number;
  someWithoutFirstName: boolean;
}

export const saveBroadcastInput = z.object({
  pageId: z.string(),
  id: z.uuid().optional(),
  name: z.string(),
  text: z.string().max(20_000),
  predicate: z.unknown(),
  segmentId: z.uuid().nullish(),
  ratePerSecond: z.number().optional(),
  basedOn: z.string().optional(),
});

export const startBroadcastInput = z.object({
  pageId: z.string(),
  id: z.uuid(),
  /** The number on the button: the start is refused when it is no longer true. */
  expectedRecipients: z.int().min(0),
  /** The `updatedAt` of the broadcast that the person looked at. */
  basedOn: z.string(),
});

export const broadcastIdInput = z.object({ pageId: z.string(), id: z.uuid() });
