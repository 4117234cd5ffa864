"use server";

import { action } from "../action";
import {
  cancelJob,
  pauseJob,
  resumeJob,
  resumeWithout,
  retryFailed,
  startBulkChange,
  undoJob,
} from "./mutations";
import { jobIdInput, resumeWithoutInput, startBulkChangeInput } from "./input";

/** Which labels a role may change in bulk is decided where the labels are known. */
export const startBulkChangeAction = action(
  { capability: "lead-labels.assign-in-bulk", input: startBulkChangeInput },
  async ({ change }, { page, user, role }) => startBulkChange(page.id, { userId: user.id, role }, change),
);

export const pauseJobAction = action(
  { capability: "lead-labels.assign-in-bulk", input: jobIdInput },
  async ({ jobId }, { page, role }) => {
    await pauseJob(page.id, role, jobId);
    return null;
  },
);

export const resumeJobAction = action(
  { capability: "lead-labels.assign-in-bulk", input: jobIdInput },
  async ({ jobId }, { page, role }) => {
    await resumeJob(page.id, role, jobId);
    return null;
  },
);

export const resumeWithoutAction = action(
  { capability: "labels.manage", input: resumeWithoutInput },
  async ({ jobId, mark }, { page, user, role }) => {
    await resumeWithout(page.id, { userId: user.id, role }, jobId, mark);
    return null;
  },
);

export const cancelJobAction = action(
  { capability: "lead-labels.assign-in-bulk", input: jobIdInput },
  async ({ jobId }, { page, user, role }) => {
    await cancelJob(page.id, { userId: user.id, role }, jobId);
    return null;
  },
);

export const retryFailedAction = action(
  { capability: "lead-labels.assign-in-bulk", input: jobIdInput },
  async ({ jobId }, { page, role }) => {
    await retryFailed(page.id, role, jobId);
    return null;
  },
);

export const undoJobAction = action(
  { capability: "lead-labels.assign-in-bulk", input: jobIdInput },
  async ({ jobId }, { page, user, role }) => undoJob(page.id, { userId: user.id, role }, jobId),
);
