import { messages } from "../messages/catalogue";
import { getTranslator } from "../messages/translator";

type ItemReason = keyof typeof messages.itemReasons;

/** A reason as it is kept: a code, and after a colon what it is about. */
export type StoredItemReason = ItemReason | `refused:${string}` | `changed-since:${string}`;

/** A stored reason in words. */
export function toItemReasonWords(stored: string): string {
  const colon = stored.indexOf(":");
  const code = colon < 0 ? stored : stored.slice(0, colon);
  const detail = colon < 0 ? "" : stored.slice(colon + 1);
  if (!(code in messages.itemReasons)) return stored;
  const words = getTranslator("itemReasons")(code as ItemReason, { detail });
  return code === "refused" && detail !== "" ? `${words} (${detail})` : words;
}
