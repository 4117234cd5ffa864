import * as z from "zod";
import type { LabelHue } from "../domain/label-hue";
import type { LabelKind } from "../domain/label-kind";

export interface LabelRow {
  labelId: string;
  name: string;
  kind: LabelKind;
  hue: LabelHue;
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

export const createLabelInput = z.object({ pageId: z.string(), name: z.string() });
export const deleteLabelInput = z.object({ pageId: z.string(), labelId: z.string() });
