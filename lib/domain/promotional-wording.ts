/**
 * Words that a promotion uses ("deals, offers, coupons, discounts": the Message Tags document). A hint for a person
 * to judge by, in English only; nobody is refused for a word that they say is none.
 */
const wording =
  /\b(deals?|offers?|coupons?|discount(?:s|ed)?|promo(?:s|tion|tions|tional)?|sales?|vouchers?|bargains?|clearance|cashback|free gift|buy one|limited time|save \d+|\d+\s?% ?(?:off|discount)|(?:half|special|lowest) price)\b|\d\s?% off/giu;

/** What in these words looks like a promotion, as it is written there, each once. */
export function findPromotionalWording(words: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const text of words)
    for (const [match] of text.matchAll(wording)) found.set(match.toLowerCase(), match);
  return [...found.values()];
}
