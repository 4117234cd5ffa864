import type { BroadcastState } from "../domain/broadcast-state";
import type { LabelHue } from "../domain/label-hue";

/** More labels are not merged at once. */
export const moveSourcesMax = 20;

export interface MoveImpactLabel {
  labelId: string;
  name: string;
  hue: LabelHue;
  customers: number;
}

/** People by which a selection differs afterwards. */
interface PeopleDifference {
  added: number;
  removed: number;
}

/** What a rename or a merge would touch, exactly, at this moment. */
export interface MoveImpact {
  sources: MoveImpactLabel[];
  target: MoveImpactLabel | null;
  /** Customers whose labels are known: what shares are of. */
  everyone: number;
  /** Customers whose labels cannot be read or have not been: what they have of the old labels is lost. */
  labelsUnknown: number;
  /** Customers with any of the old labels. */
  people: number;
  /** Those of them who do not have the target yet: one call of the Graph each. */
  gain: number;
  segments: { id: string; name: string; people: number | null; difference: PeopleDifference | null }[];
  /** Broadcasts that are not over. */
  broadcasts: {
    id: string;
    name: string;
    state: BroadcastState;
    isApproved: boolean;
    difference: PeopleDifference | null;
  }[];
  /** Why it cannot be done; empty when it can. */
  refusals: string[];
}

/** When a rename or a merge asks about people who would lose their label: before the segments are switched over, after, or once the old labels are gone. */
export type MissingStage = "open" | "switched" | "deleted";

/** People who would lose their label. */
export interface MissingPeople {
  people: number;
  /** The same for exactly the same people. */
  mark: string;
  /** The first of them. */
  shown: { psid: string; name: string }[];
}
