import { parseGraphJson } from "../graph/graph-json";
import { webhookBodySchema, type WebhookEntry } from "./body-schema";

/**
 * The entries of a webhook's body, ids digit for digit also where they come as numbers. Null is an entry that
 * nobody understands; the whole is null when it is no webhook about Pages.
 */
export function readWebhookBody(body: Uint8Array): (WebhookEntry | null)[] | null {
  let json: unknown;
  try {
    json = parseGraphJson(Buffer.from(body).toString("utf8"));
  } catch {
    return null;
  }
  const parsed = webhookBodySchema.safeParse(json);
  return parsed.success ? parsed.data.entry : null;
}
