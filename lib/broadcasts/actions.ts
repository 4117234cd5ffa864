"use server";

import { action } from "../action";
import { readPredicate } from "../segments/predicate-input";
import { cancelBroadcast, pauseBroadcast, resumeBroadcast, saveBroadcast, startBroadcast } from "./mutations";
import { broadcastIdInput, saveBroadcastInput, startBroadcastInput } from "./schema";

export const saveBroadcastAction = action(
  { capability: "broadcasts.edit", input: saveBroadcastInput },
  async ({ id, name, text, predicate, segmentId, ratePerSecond, basedOn }, { page, user }) =>
    saveBroadcast(page.id, user.id, {
      id,
      name,
      text,
      predicate: await readPredicate(page.id, predicate),
      segmentId: segmentId ?? null,
      ratePerSecond,
      basedOn,
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
  { capability: "broadcasts.send", input: broadcastIdInput },
  async ({ id }, { page, user }) => {
    await resumeBroadcast(page.id, user.id, id);
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
