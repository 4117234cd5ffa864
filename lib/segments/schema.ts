import * as z from "zod";
import type { Predicate } from "../domain/predicate";

export const segmentNameLengthMax = 100;

export interface SegmentRow {
  id: string;
  name: string;
  predicate: Predicate;
  /** Null when the predicate cannot be counted; `trouble` says why. */
  people: number | null;
  trouble: string | null;
  updatedAt: string;
  updatedBy: string | null;
}

/** Counts of a predicate's nodes, in the order of `listPredicateNodes`, and what would come of a message now. */
export interface Counts {
  /** Rises with every change of the Page's audience. */
  version: string;
  everyone: number;
  labelsUnknown: number;
  nodes: NodeCount[];
  waterfall: Waterfall;
}

export interface NodeCount {
  /** Customers whom this node selects. */
  people: number;
  /** Those of them whom the whole predicate selects. */
  hits: number;
  /** What the group above holds after this operand: ALL narrows from everyone, ANY widens from nobody. */
  running: number;
}

/** From the predicate to the people who would receive a message now. Each step takes from the one before. */
export interface Waterfall {
  matches: number;
  blocked: number;
  optedOut: number;
  windowClosed: number;
  willReceive: number;
}

export const saveSegmentInput = z.object({
  pageId: z.string(),
  id: z.uuid().optional(),
  name: z.string(),
  predicate: z.unknown(),
  /** The `updatedAt` that the editor started from; a save over a newer version is refused. */
  basedOn: z.string().optional(),
});

export const deleteSegmentInput = z.object({ pageId: z.string(), id: z.uuid() });
