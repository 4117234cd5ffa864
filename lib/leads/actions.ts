"use server";

import { action } from "../action";
import { swapStage } from "./mutations";
import { swapStageInput } from "./input";

export const swapStageAction = action(
  { capability: "leads.work", input: swapStageInput },
  async ({ psid, from, to }, { page, user }) => {
    await swapStage(page.id, user.id, { psid, from, to });
    return null;
  },
);
