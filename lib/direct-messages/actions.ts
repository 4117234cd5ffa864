"use server";

import { action } from "../action";
import { nameOwnCustomer, sendDirectMessage, sendTest } from "./mutations";
import { ownCustomerInput, sendDirectInput, sendTestInput } from "./schema";

export const sendDirectAction = action(
  { capability: "messages.send", input: sendDirectInput },
  ({ pageId: _, ...message }, { page, user }) => sendDirectMessage(page.id, user.id, message),
);

/** Whoever writes broadcasts may try one on themselves. */
export const sendTestAction = action(
  { capability: "broadcasts.edit", input: sendTestInput },
  ({ broadcastId }, { page, user }) => sendTest(page.id, user.id, broadcastId),
);

export const nameOwnCustomerAction = action(
  { capability: "broadcasts.edit", input: ownCustomerInput },
  ({ psid }, { page, user }) => nameOwnCustomer(page.id, user.id, psid),
);
