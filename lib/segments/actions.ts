"use server";

import { action } from "../action";
import { deleteSegment, restoreVersion, saveSegment } from "./mutations";
import { undeleteSegment } from "./deleted-segment";
import { readPredicate } from "./predicate-input";
import { deleteSegmentInput, restoreVersionInput, saveSegmentInput } from "./input";

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

export const undeleteSegmentAction = action(
  { capability: "segments.edit", input: deleteSegmentInput },
  async ({ id }, { page, user }) => {
    await undeleteSegment(page.id, user.id, id);
    return null;
  },
);

export const restoreVersionAction = action(
  { capability: "segments.edit", input: restoreVersionInput },
  async ({ pageId: _, ...version }, { page, user }) => {
    await restoreVersion(page.id, user.id, version);
    return null;
  },
);
