"use server";

import { action } from "../action";
import { readPredicate } from "../segments/predicate-input";
import { deleteFrozenList, freezePeople } from "./mutations";
import { deleteFrozenListInput, freezeInput } from "./input";

export const freezePeopleAction = action(
  { capability: "segments.edit", input: freezeInput },
  async ({ name, predicate, segmentId }, { page, user }) =>
    freezePeople(page.id, user.id, { name, predicate: await readPredicate(page.id, predicate), segmentId }),
);

export const deleteFrozenListAction = action(
  { capability: "segments.edit", input: deleteFrozenListInput },
  async ({ id }, { page, user }) => {
    await deleteFrozenList(page.id, user.id, id);
    return null;
  },
);
