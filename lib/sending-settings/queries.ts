import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { SendingSettings } from "./schema";

export function sendingSettingsQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "broadcasts", "sending-settings"] as const,
    queryFn: ({ signal }) => fetchJson<SendingSettings>(apiPaths.sendingSettings(pageId), signal),
  });
}
