import * as z from "zod";
import { labelHues } from "../domain/label-hue";
import { descriptionLengthMax, groupNameLengthMax } from "./schema";

export const changeLabelLookInput = z.object({
  pageId: z.string(),
  labelId: z.string().max(64),
  hue: z.enum(labelHues).nullable(),
  description: z.string().trim().max(descriptionLengthMax),
  groupName: z.string().trim().max(groupNameLengthMax),
});

export const createLabelInput = z.object({ pageId: z.string(), name: z.string() });
export const deleteLabelInput = z.object({ pageId: z.string(), labelId: z.string() });
