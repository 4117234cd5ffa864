"use server";

import { action, connectingAction } from "../action";
import { disconnectPage } from "./disconnect";
import { connectOfferedPage } from "./mutations";
import { offerPastedToken } from "./offered-token";
import { connectPageInput, disconnectInput, offerTokenInput } from "./input";

export const offerTokenAction = connectingAction({ input: offerTokenInput }, async ({ token }, { user }) => {
  await offerPastedToken(user.id, token);
  return null;
});

export const connectPageAction = connectingAction(
  { input: connectPageInput },
  async ({ pageId, profile }, { user }) => {
    await connectOfferedPage(user.id, pageId, profile);
    return null;
  },
);

export const disconnectPageAction = action(
  { capability: "pages.connect", input: disconnectInput },
  async ({ name }, { page, user }) => {
    await disconnectPage(page, user.id, name);
    return null;
  },
);
