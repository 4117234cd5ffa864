import type { BroadcastState } from "../domain/broadcast-state";
import type { LabelHue } from "../domain/label-hue";
import type { LabelKind } from "../domain/label-kind";

export interface LabelRow {
  labelId: string;
  name: string;
  kind: LabelKind;
  hue: LabelHue;
  /** Null while the colour follows from the name. */
  ownHue: LabelHue | null;
  description: string | null;
  /** Labels of the same group stand together where somebody asks for that. */
  groupName: string | null;
  /** How many customers have it, exactly. */
  customers: number;
}

export interface LabelList {
  /** Customers whose labels are known: what shares are of. */
  everyone: number;
  /** Customers whose labels we could not or have not yet read. */
  labelsUnknown: number;
  labels: LabelRow[];
}

/** How a label's count changed, by what was put on and taken off since the first import. */
export interface LabelChange {
  labelId: string;
  /** Null when the Page has not been followed for so long. */
  change7: number | null;
  change30: number | null;
  /** What was put on and taken off, day by day in UTC, oldest first; days without change are left out. */
  days: { at: string; change: number }[];
}

export interface LabelChanges {
  /** ISO 8601 of the end of the first import, from which on changes are known; null before it. */
  knownSince: string | null;
  labels: LabelChange[];
}

/** What uses a label: each with its address. */
export interface LabelUse {
  labelId: string;
  segments: { id: string; name: string }[];
  broadcasts: { id: string; name: string; state: BroadcastState }[];
}

/** How far back changes are told. */
export const changeDays = 30;

export const descriptionLengthMax = 200;
export const groupNameLengthMax = 40;

/** Ours alone, of one label; null where nothing was said. */
export type LabelLook = {
  hue: LabelHue | null;
  description: string | null;
  groupName: string | null;
};
