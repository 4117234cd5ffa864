import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "../fetch-json";
import { apiPaths } from "../paths";
import type { DirectMessages, OwnCustomer } from "./schema";

const windowsEveryMs = 30_000;

/** Read again now and then, because a window closes by itself. */
export function directMessagesQuery(pageId: string, psid: string) {
  return queryOptions({
    queryKey: ["page", pageId, "customers", psid, "direct-messages"] as const,
    queryFn: ({ signal }) => fetchJson<DirectMessages>(apiPaths.directMessages(pageId, psid), signal),
    refetchInterval: windowsEveryMs,
  });
}

export function ownCustomerQuery(pageId: string) {
  return queryOptions({
    queryKey: ["page", pageId, "customers", "own"] as const,
    queryFn: ({ signal }) => fetchJson<OwnCustomer>(apiPaths.ownCustomer(pageId), signal),
  });
}
