"use server";

import { action } from "../action";
import { sendDirectMessage, sendTest } from "./mutations";
import { claimOwnCustomer } from "./own-customer";
import { claimOwnCustomerInput, sendDirectInput, sendTestInput } from "./input";

export const sendDirectAction = action(
  { capability: "messages.send", input: sendDirectInput },
  ({ pageId: _, ...message }, { page, user }) => sendDirectMessage(page.id, user.id, message),
);

/** Whoever writes broadcasts may try one on themselves. */
export const sendTestAction = action(
  { capability: "broadcasts.edit", input: sendTestInput },
  ({ pageId: _, ...test }, { page, user }) => sendTest(page.id, user.id, test),
);

export const claimOwnCustomerAction = action(
  { capability: "broadcasts.edit", input: claimOwnCustomerInput },
  (_, { page, user }) => claimOwnCustomer(page.id, user.id),
);
