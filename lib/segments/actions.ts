"use server";

import { action } from "../action";
import { deleteSegment, saveSegment } from "./mutations";
import { readPredicate } from "./predicate-input";
import { deleteSegmentInput, saveSegmentInput } from "./schema";

export const saveSegmentAction = action(
  { capability: "segments.edit", input: saveSegmentInput },
  async ({ id, name, predicate, basedOn }, { page, user }) =>
    saveSegment(page.id, user.id, { id, name, predicate: await readPredicate(page.id, predicate), basedOn }),
);

export const deleteSegmentAction = action(
  { capability: "segments.edit", input: deleteSegmentInput },
  async ({ id }, { page, user }) => {
    await deleteSegment(page.id, user.id, id);
    return null;
  },
);
