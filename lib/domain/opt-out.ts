/** What a customer's message means for broadcasts: only a message that is nothing but the word. */
export type OptOutChange = "opt-out" | "opt-in" | null;

/** "Stop!" and " STOP " are "stop"; the words of a sentence are not. */
export function normalizeKeyword(text: string): string {
  return text
    .normalize("NFKC")
    .toLocaleLowerCase("en")
    .replaceAll(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "")
    .replaceAll(/\s+/gu, " ");
}

/** Words are given as `normalizeKeyword` makes them. */
export function readOptOut(
  message: string,
  words: { optOutWords: readonly string[]; optInWords: readonly string[] },
): OptOutChange {
  const word = normalizeKeyword(message);
  if (word === "") return null;
  if (words.optOutWords.includes(word)) return "opt-out";
  return words.optInWords.includes(word) ? "opt-in" : null;
}
