import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { CsvImportPreview } from "./schema";

/** It follows the customers and the labels that it is compared with. */
export function csvImportQuery(pageId: string, importId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "csv-import", importId] as const,
    meta: { alsoTopics: ["labels", "jobs"] },
    queryFn: ({ signal }) => fetchJson<CsvImportPreview>(apiPaths.csvImport(pageId, importId), signal),
  });
}
