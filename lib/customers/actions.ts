"use server";

import { action } from "../action";
import { changeLabel } from "./mutations";
import { changeLabelInput } from "./schema";

export const assignLabelAction = action(
  { capability: "labels.assign", input: changeLabelInput },
  async ({ psid, labelId }, { page, user }) => {
    await changeLabel(page.id, user.id, { action: "assign", psid, labelId });
    return null;
  },
);

export const removeLabelAction = action(
  { capability: "labels.assign", input: changeLabelInput },
  async ({ psid, labelId }, { page, user }) => {
    await changeLabel(page.id, user.id, { action: "remove", psid, labelId });
    return null;
  },
);
