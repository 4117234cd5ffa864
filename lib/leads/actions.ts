"use server";

import { action } from "../action";
import { assignLead, claimLead, releaseLead, setLeadTarget } from "./claims";
import { swapStage } from "./mutations";
import { assignLeadInput, claimLeadInput, leadTargetInput, releaseLeadInput, swapStageInput } from "./input";

export const swapStageAction = action(
  { capability: "leads.work", input: swapStageInput },
  async ({ psid, from, to }, { page, user }) => {
    await swapStage(page.id, user.id, { psid, from, to });
    return null;
  },
);

export const claimLeadAction = action(
  { capability: "leads.work", input: claimLeadInput },
  async ({ psid, takeOver }, { page, user }) => {
    await claimLead(page.id, user.id, psid, takeOver);
    return null;
  },
);

export const releaseLeadAction = action(
  { capability: "leads.work", input: releaseLeadInput },
  async ({ psid }, { page, user }) => {
    await releaseLead(page.id, user.id, psid);
    return null;
  },
);

export const assignLeadAction = action(
  { capability: "leads.work", input: assignLeadInput },
  async ({ psid, userId }, { page, user }) => {
    await assignLead(page.id, user.id, psid, userId);
    return null;
  },
);

export const setLeadTargetAction = action(
  { capability: "settings.manage", input: leadTargetInput },
  async ({ minutes }, { page, user }) => {
    await setLeadTarget(page.id, user.id, minutes);
    return null;
  },
);
