"use server";

import { action } from "../action";
import { changeLabelLook, createLabel, deleteLabel } from "./mutations";
import { changeLabelLookInput, createLabelInput, deleteLabelInput } from "./input";

export const createLabelAction = action(
  { capability: "labels.manage", input: createLabelInput },
  ({ name }, { page, user }) => createLabel(page.id, user.id, name),
);

export const changeLabelLookAction = action(
  { capability: "labels.manage", input: changeLabelLookInput },
  async ({ labelId, hue, description, groupName }, { page, user }) => {
    const look = { hue, description: description || null, groupName: groupName || null };
    await changeLabelLook(page.id, user.id, labelId, look);
    return null;
  },
);

export const deleteLabelAction = action(
  { capability: "labels.manage", input: deleteLabelInput },
  async ({ labelId }, { page, user }) => {
    await deleteLabel(page.id, user.id, labelId);
    return null;
  },
);
