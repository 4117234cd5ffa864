"use server";

import { action } from "../action";
import { hasPredicate } from "../domain/broadcast-audience";
import { readPredicate } from "../segments/predicate-input";
import { endAsUnknown } from "./graph-settle";
import {
  cancelBroadcast,
  duplicateBroadcast,
  pauseBroadcast,
  resumeBroadcast,
  retryFailed,
  unscheduleBroadcast,
} from "./mutations";
import { saveBroadcast } from "./save-draft";
import { broadcastIdInput, resumeBroadcastInput, saveBroadcastInput, startBroadcastInput } from "./input";
import { estimateReach } from "./reach";
import { approveBroadcast, startBroadcast } from "./start";

export const saveBroadcastAction = action(
  { capability: "broadcasts.edit", input: saveBroadcastInput },
  async ({ pageId: _, predicate, segmentId, ...draft }, { page, user }) =>
    saveBroadcast(page.id, user.id, {
      ...draft,
      predicate: hasPredicate(draft.audienceKind ?? "predicate")
        ? await readPredicate(page.id, predicate)
        : null,
      segmentId: segmentId ?? null,
    }),
);

export const startBroadcastAction = action(
  { capability: "broadcasts.send", input: startBroadcastInput },
  async ({ id, expectedRecipients, basedOn }, { page, user }) => {
    await startBroadcast(page.id, user.id, id, { expectedRecipients, basedOn });
    return null;
  },
);

export const pauseBroadcastAction = action(
  { capability: "broadcasts.send", input: broadcastIdInput },
  async ({ id }, { page, user }) => {
    await pauseBroadcast(page.id, user.id, id);
    return null;
  },
);

export const resumeBroadcastAction = action(
  { capability: "broadcasts.send", input: resumeBroadcastInput },
  async ({ id, isDespiteCanary }, { page, user }) => {
    await resumeBroadcast(page.id, user.id, id, { isDespiteCanary });
    return null;
  },
);

export const cancelBroadcastAction = action(
  { capability: "broadcasts.send", input: broadcastIdInput },
  async ({ id }, { page, user }) => {
    await cancelBroadcast(page.id, user.id, id);
    return null;
  },
);

export const unscheduleBroadcastAction = action(
  { capability: "broadcasts.edit", input: broadcastIdInput },
  async ({ id }, { page, user }) => {
    await unscheduleBroadcast(page.id, user.id, id);
    return null;
  },
);

export const retryBroadcastAction = action(
  { capability: "broadcasts.send", input: broadcastIdInput },
  async ({ id }, { page, user }) => {
    await retryFailed(page.id, user.id, id);
    return null;
  },
);

export const endAsUnknownAction = action(
  { capability: "broadcasts.send", input: broadcastIdInput },
  async ({ id }, { page, user }) => {
    await endAsUnknown(page.id, user.id, id);
    return null;
  },
);

/** Nothing is stored here, but Facebook keeps the estimation: so it is a deed. */
export const estimateReachAction = action(
  { capability: "broadcasts.edit", input: broadcastIdInput },
  ({ id }, { page }) => estimateReach(page.id, id),
);

export const duplicateBroadcastAction = action(
  { capability: "broadcasts.edit", input: broadcastIdInput },
  ({ id }, { page, user }) => duplicateBroadcast(page.id, user.id, id),
);

export const approveBroadcastAction = action(
  { capability: "broadcasts.approve", input: startBroadcastInput },
  async ({ id, expectedRecipients, basedOn }, { page, user }) => {
    await approveBroadcast(page.id, user.id, id, { expectedRecipients, basedOn });
    return null;
  },
);
