import type { Predicate } from "./predicate";
import { toBroadcastAudience } from "./predicate-targeting";

/**
 * The request of the platform document that sends a broadcast to a predicate, as a shell command. Token and creative
 * stay placeholders, as the document writes them: a command is pasted, kept and shown around, so it holds no secret.
 */
export function printBroadcastCurl(predicate: Predicate): string {
  const audience = JSON.stringify(toBroadcastAudience(predicate), null, 2);
  const body = audience.replace("{", '{\n  "message_creative_id": <MESSAGE_CREATIVE_ID>,');
  // Within single quotes a shell takes everything as it is, but for a single quote.
  const quoted = body.replaceAll("'", "'\\''");
  return `curl -X POST -H "Content-Type: application/json" -d '${quoted}' "https://graph.facebook.com/v2.11/me/broadcast_messages?access_token=<PAGE_ACCESS_TOKEN>"`;
}
