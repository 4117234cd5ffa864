import { listContentWords, type MessageContent } from "./message-content";
import type { SendContent } from "./messaging-policy";
import { findPromotionalWording } from "./promotional-wording";

/**
 * What a message is for the rules. Wording that looks like a promotion counts as one until a person has said that the
 * use of the tag is an allowed one.
 */
export function toSendContent(content: MessageContent, isTagConfirmed: boolean): SendContent {
  if (content.kind === "feedback") return "customer-feedback";
  if (isTagConfirmed) return "ordinary";
  return findPromotionalWording(listContentWords(content)).length > 0 ? "promotional" : "ordinary";
}
