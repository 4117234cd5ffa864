"use server";

import { action } from "../action";
import { createMissingLabels, startCsvImport } from "./mutations";
import { csvImportIdInput } from "./input";

export const createMissingLabelsAction = action(
  { capability: "labels.manage", input: csvImportIdInput },
  ({ importId }, { page, user }) => createMissingLabels(page.id, user.id, importId),
);

export const startCsvImportAction = action(
  { capability: "labels.assign-in-bulk", input: csvImportIdInput },
  ({ importId }, { page, user }) => startCsvImport(page.id, user.id, importId),
);
