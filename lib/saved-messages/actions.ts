"use server";

import { action } from "../action";
import { forgetMessage, keepMessage } from "./mutations";
import { keepMessageInput, savedMessageIdInput } from "./input";

export const keepMessageAction = action(
  { capability: "broadcasts.edit", input: keepMessageInput },
  ({ name, content }, { page, user }) => keepMessage(page.id, user.id, { name, content }),
);

export const forgetMessageAction = action(
  { capability: "broadcasts.edit", input: savedMessageIdInput },
  ({ id }, { page, user }) => forgetMessage(page.id, user.id, id),
);
