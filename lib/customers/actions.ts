"use server";

import { action } from "../action";
import { changeLabel } from "./mutations";
import { changeLabelInput, optInInput, optOutInput } from "./input";
import { optIn, optOut } from "./opt-out-mutations";

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

export const optOutAction = action(
  { capability: "customers.opt-out", input: optOutInput },
  ({ psid }, { page, user }) => optOut(page.id, user.id, psid),
);

export const optInAction = action(
  { capability: "customers.opt-in", input: optInInput },
  ({ psid, reason }, { page, user }) => optIn(page.id, user.id, psid, reason),
);
