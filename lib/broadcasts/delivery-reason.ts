import type deliveryReasons from "../messages/en/delivery-reasons.json";
import { messages } from "../messages/catalogue";
import { getTranslator } from "../messages/translator";

/** Why a line of the ledger was skipped, failed, or is unknown. Each has its words in the catalogue. */
export type DeliveryReason = keyof typeof deliveryReasons;

/** `refused:100/33` keeps Facebook's code and subcode, for whoever asks Facebook about it. */
export type StoredReason = DeliveryReason | `refused:${string}`;

/** A stored reason in words. */
export function toReasonWords(stored: string): string {
  const [code, detail] = stored.split(":");
  const translate = getTranslator("deliveryReasons");
  const words = code && code in messages.deliveryReasons ? translate(code as DeliveryReason) : stored;
  return detail ? `${words} (${detail})` : words;
}
