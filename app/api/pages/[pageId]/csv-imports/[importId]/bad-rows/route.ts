import { toCsvResponse } from "@/lib/csv";
import { exportBadRows, getStoredImport } from "@/lib/csv-imports/data";
import { messages } from "@/lib/messages/catalogue";
import { downloadRoute } from "@/lib/read-route";

export const GET = downloadRoute<{ importId: string }>(
  "labels.assign-in-bulk",
  async ({ page }, _query, { importId }) => {
    const { id } = await getStoredImport(page.id, importId);
    return toCsvResponse(messages.csvImports.bad.fileName, exportBadRows(page.id, id));
  },
);
