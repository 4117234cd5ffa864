/** Letters that no decomposition takes apart, as people type them without. */
const plainLetters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ħ: "h",
  ı: "i",
};

/** A text as it is compared when people search: without accents, capitals, invisible marks and double spaces. */
export function foldText(text: string): string {
  // Most names are plain, and there may be a million of them.
  if (/^[a-z0-9 ]*$/i.test(text)) return text.toLowerCase().trim().replace(/ {2,}/g, " ");
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[ßæœøđðłþħı]/gu, (letter) => plainLetters[letter] ?? letter)
    .replace(/[\s\p{Cc}\p{Z}]+/gu, " ")
    .trim();
}
