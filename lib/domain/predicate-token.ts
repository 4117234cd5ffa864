import type { LabelNames } from "./predicate-label-names";
import { PredicateTextRefusal, type TextSpan } from "./predicate-text";

/**
 * A piece of query text or of a sentence. A label is `"name"`, `"name"#id`, `word#id` or `#id`; a word by itself is a
 * label in query text and part of the language in a sentence.
 */
export type PredicateToken = { offset: number; length: number } & (
  | { kind: "label"; name: string | null; labelId: string | null }
  | { kind: "word"; word: string }
  | { kind: "sign"; sign: string }
  | { kind: "end" }
);

const spaces = /[\s\ufeff]+/uy;
/** Starts with a letter or digit, so that NOT's sign before it is never part of it. */
const words = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.:@/+'-]*/uy;
const plainIds = /[0-9A-Za-z_]+/uy;
const signs = "()|&-,.";
/** What a chat program makes of straight quotes. */
const closingQuotes = new Map([
  ['"', '"'],
  ["“", "”"],
]);
/** Nobody would see these, or they would turn the text around, so they are spelt out. */
const invisible = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Everything in the text, an "end" last. Throws PredicateTextRefusal where no token can begin. */
export function listPredicateTokens(text: string): PredicateToken[] {
  const tokens: PredicateToken[] = [];
  for (let offset = skipSpaces(text, 0); offset < text.length;) {
    const token = readToken(text, offset);
    tokens.push(token);
    offset = skipSpaces(text, offset + token.length);
  }
  return [...tokens, { kind: "end", offset: text.length, length: 0 }];
}

/** Walks over the tokens of a text, one ahead. */
export class TokenCursor {
  private at = 0;

  constructor(private readonly tokens: readonly PredicateToken[]) {}

  get isEmpty(): boolean {
    return this.tokens.length === 1;
  }

  /** The token that comes `ahead` places after the next one; the end repeats itself. */
  peek(ahead = 0): PredicateToken {
    return this.tokens[this.at + ahead] ?? this.tokens.at(-1)!;
  }

  peekWord(ahead = 0): string | null {
    const token = this.peek(ahead);
    return token.kind === "word" ? token.word.toLowerCase() : null;
  }

  previous(): PredicateToken | null {
    return this.tokens[this.at - 1] ?? null;
  }

  skip(count = 1): void {
    this.at += count;
  }

  isSign(sign: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "sign" && token.sign === sign;
  }

  takeSign(sign: string): boolean {
    if (!this.isSign(sign)) return false;
    this.at += 1;
    return true;
  }

  takeWord(word: string): boolean {
    if (this.peekWord() !== word) return false;
    this.at += 1;
    return true;
  }

  /** From where a block began to the end of what was taken last. */
  spanFrom(offset: number): TextSpan {
    const last = this.previous();
    return { offset, length: last === null ? 0 : last.offset + last.length - offset };
  }

  /** Where the next token is. */
  span(): TextSpan {
    const { offset, length } = this.peek();
    return { offset, length };
  }
}

/** `"name"`, or `"name"#id` where two labels share the name, or `#id` for a label that nobody knows. */
export function printLabel(labelId: string, names: LabelNames, quote = quoteText): string {
  const name = names.findName(labelId);
  if (name === null) return printId(labelId);
  return names.isShared(name) ? `${quote(name)}${printId(labelId)}` : quote(name);
}

export function quoteText(text: string): string {
  const escaped = text
    .replace(/["\\]/g, (character) => `\\${character}`)
    .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
  return `"${escaped}"`;
}

/** Whether a text is one word, and so can stand without quotes where words are names. */
export function isOneWord(text: string): boolean {
  return match(words, text, 0) === text && text !== "";
}

function printId(labelId: string): string {
  return `#${match(plainIds, labelId, 0) === labelId ? labelId : quoteText(labelId)}`;
}

function readToken(text: string, offset: number): PredicateToken {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  const word = match(words, text, offset);
  if (word !== null) {
    const id = readId(text, offset + word.length);
    if (id === null) return { kind: "word", word, offset, length: word.length };
    return { kind: "label", name: word, labelId: id.text, offset, length: word.length + id.length };
  }
  if (closingQuotes.has(character)) {
    const name = readQuoted(text, offset);
    const id = readId(text, offset + name.length);
    const length = name.length + (id?.length ?? 0);
    return { kind: "label", name: name.text, labelId: id?.text ?? null, offset, length };
  }
  const id = readId(text, offset);
  if (id !== null) return { kind: "label", name: null, labelId: id.text, offset, length: id.length };
  if (signs.includes(character)) return { kind: "sign", sign: character, offset, length: 1 };
  throw new PredicateTextRefusal({ code: "unexpected", text: character, offset, length: character.length });
}

type TextRun = { text: string; length: number };

/** An id right behind a name, without a space between. */
function readId(text: string, offset: number): TextRun | null {
  if (text[offset] !== "#") return null;
  const plain = match(plainIds, text, offset + 1);
  if (plain !== null) return { text: plain, length: plain.length + 1 };
  if (closingQuotes.has(text[offset + 1] ?? "")) {
    const quoted = readQuoted(text, offset + 1);
    return { text: quoted.text, length: quoted.length + 1 };
  }
  throw new PredicateTextRefusal({ code: "id-missing", offset, length: 1 });
}

function readQuoted(text: string, offset: number): TextRun {
  const closing = closingQuotes.get(text[offset] ?? "");
  let read = "";
  for (let at = offset + 1; at < text.length;) {
    const character = text[at] ?? "";
    if (character === closing) return { text: read, length: at + 1 - offset };
    if (character === "\\") {
      const escape = readEscape(text, at);
      read += escape.text;
      at += escape.length;
    } else {
      read += character;
      at += 1;
    }
  }
  throw new PredicateTextRefusal({ code: "quote-not-closed", offset, length: text.length - offset });
}

function readEscape(text: string, offset: number): TextRun {
  const next = text[offset + 1] ?? "";
  if (next !== "" && '"“”\\'.includes(next)) return { text: next, length: 2 };
  const spelt = match(/\\u\{[0-9a-fA-F]{1,6}\}/y, text, offset);
  const codePoint = Number.parseInt(spelt?.slice(3, -1) ?? "", 16);
  if (spelt !== null && codePoint <= 0x10ffff) {
    return { text: String.fromCodePoint(codePoint), length: spelt.length };
  }
  const escape = text.slice(offset, offset + 2);
  throw new PredicateTextRefusal({ code: "bad-escape", text: escape, offset, length: escape.length });
}

function skipSpaces(text: string, offset: number): number {
  return offset + (match(spaces, text, offset)?.length ?? 0);
}

function match(pattern: RegExp, text: string, offset: number): string | null {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? null;
}
