"use server";

import { action } from "../action";
import { startMerge, startRename } from "./mutations";
import { mergeLabelsInput, renameLabelInput } from "./input";

export const renameLabelAction = action(
  { capability: "labels.manage", input: renameLabelInput },
  ({ labelId, name }, { page, user }) => startRename(page.id, user.id, labelId, name),
);

export const mergeLabelsAction = action(
  { capability: "labels.manage", input: mergeLabelsInput },
  ({ sourceIds, targetId }, { page, user }) => startMerge(page.id, user.id, sourceIds, targetId),
);
