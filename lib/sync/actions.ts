"use server";

import { action } from "../action";
import { cancelComparison, startComparison } from "./comparison-progress";
import { replayWebhooks, setNightlyComparison } from "./mutations";
import { repairDrift } from "./repair-drift";
import { compareInput, nightlyInput, replayInput, syncPageInput } from "./input";

export const comparePageAction = action(
  { capability: "settings.manage", input: compareInput },
  ({ mode }, { page, user }) => startComparison(page.id, mode, user.id),
);

export const cancelComparisonAction = action(
  { capability: "settings.manage", input: syncPageInput },
  async (_, { page }) => {
    await cancelComparison(page.id);
    return null;
  },
);

export const repairDriftAction = action(
  { capability: "settings.manage", input: syncPageInput },
  (_, { page, user }) => repairDrift(page.id, user.id),
);

export const setNightlyComparisonAction = action(
  { capability: "settings.manage", input: nightlyInput },
  async ({ nightly }, { page }) => {
    await setNightlyComparison(page.id, nightly);
    return null;
  },
);

export const replayWebhooksAction = action(
  { capability: "settings.manage", input: replayInput },
  ({ what }, { page }) => replayWebhooks(page.id, what),
);
