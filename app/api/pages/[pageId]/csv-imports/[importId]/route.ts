import { getCsvImport } from "@/lib/csv-imports/data";
import { readRoute } from "@/lib/read-route";

export const GET = readRoute<{ importId: string }>(
  "labels.assign-in-bulk",
  ({ page }, _query, { importId }) => getCsvImport(page.id, importId),
);
