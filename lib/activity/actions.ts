"use server";

import { action } from "../action";
import { undoActivityInput } from "./input";
import { undoActivity } from "./undo";

/** Whoever may make a change may take it back: that is decided where it is known which change it is. */
export const undoActivityAction = action(
  { capability: "activity.see", input: undoActivityInput },
  async ({ id }, { page, user, role }) => {
    await undoActivity(page.id, { userId: user.id, role }, BigInt(id));
    return null;
  },
);
