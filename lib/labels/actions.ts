"use server";

import { action } from "../action";
import { createLabel, deleteLabel } from "./mutations";
import { createLabelInput, deleteLabelInput } from "./schema";

export const createLabelAction = action(
  { capability: "labels.manage", input: createLabelInput },
  ({ name }, { page, user }) => createLabel(page.id, user.id, name),
);

export const deleteLabelAction = action(
  { capability: "labels.manage", input: deleteLabelInput },
  async ({ labelId }, { page, user }) => {
    await deleteLabel(page.id, user.id, labelId);
    return null;
  },
);
