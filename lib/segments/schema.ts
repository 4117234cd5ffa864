import type { BroadcastState } from "../domain/broadcast-state";
import type { Predicate } from "../domain/predicate";
import type { DecidingLabel } from "../domain/predicate-explain";

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
interface Waterfall {
  matches: number;
  blocked: number;
  optedOut: number;
  windowClosed: number;
  willReceive: number;
}

/** Why a version was made when nobody edited the segment: its labels were renamed or merged. */
export type VersionNote = { kind: "renamed" | "merged"; from: string[]; to: string };

/** Versions read at once, newest first. */
export const versionsPageLength = 20;

/** A segment as it was saved once. */
export interface SegmentVersionRow {
  number: number;
  name: string;
  predicate: Predicate;
  savedAt: string;
  savedBy: string | null;
  restoredFrom: number | null;
  note: VersionNote | null;
  /**
   * With the labels of this moment: whom the present version selects and this one does not (`added`), and the reverse.
   * Null when one of the two cannot be counted.
   */
  difference: { added: number; removed: number } | null;
}

export interface SegmentVersionList {
  /** What the versions are compared with. */
  present: Predicate;
  rows: SegmentVersionRow[];
  nextCursor: string | null;
}

/** Another segment that selects the same people whatever labels they carry. */
export interface SegmentTwin {
  id: string;
  name: string;
}

/** A broadcast that was written for a segment. */
export interface SegmentUse {
  broadcastId: string;
  name: string;
  state: BroadcastState;
  /** Not over: it keeps the segment from being deleted. */
  isHolding: boolean;
  updatedAt: string;
}

/** More than a year of days, and the saves between them. */
export const sizesMax = 500;
/** How far back the lines of the list go. */
export const sparklineDays = 30;

/** How many people a segment selected once; null when it could not be counted. */
export interface SegmentSize {
  at: string;
  people: number | null;
}

export interface SegmentSizes {
  segmentId: string;
  sizes: SegmentSize[];
}

/** How a few labels overlap: `regions[bits]` people carry exactly the labels of its bits. */
export interface Overlap {
  everyone: number;
  labelsUnknown: number;
  regions: number[];
}

/** Whether one customer is in a segment, and the labels on which that rests. */
export interface SegmentOfCustomer {
  id: string;
  name: string;
  isIn: boolean;
  deciding: DecidingLabel[];
}

export interface SegmentsOfCustomer {
  /** False: they are in no segment, and no label is the reason. */
  labelsKnown: boolean;
  /** Those with a label that is gone are left out: they select nobody. */
  segments: SegmentOfCustomer[];
}
