/**
 * JSON as people paste it from documents: with comments, trailing commas, `<PLACEHOLDERS>`, and without the outer
 * braces. Every value keeps its place, and whole numbers keep their digits, because a label id does not fit a double.
 */
export type LenientValue = { offset: number } & (
  | { kind: "object"; entries: LenientEntry[] }
  | { kind: "array"; items: LenientValue[] }
  | { kind: "string"; text: string }
  | { kind: "number"; text: string }
  | { kind: "placeholder"; text: string }
  | { kind: "word"; text: "true" | "false" | "null" }
);

export type LenientEntry = { key: string; offset: number; value: LenientValue };

export type LenientProblem = {
  offset: number;
  code: "unexpected-text" | "unexpected-end" | "ellipsis" | "duplicate-key" | "too-deep";
};

export type LenientReading = { ok: true; value: LenientValue } | { ok: false; problem: LenientProblem };

/** Deeper than any predicate within our limits; keeps hostile nesting from the call stack. */
const nestingMax = 100;

/** Reads one value, or a list of entries without braces. Never throws. */
export function readLenientJson(text: string): LenientReading {
  const reader = new Reader(text);
  try {
    return { ok: true, value: reader.readDocument() };
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { ok: false, problem: thrown.problem };
    throw thrown;
  }
}

/** Carries a problem out of the recursion; never leaves this file. */
class Unreadable extends Error {
  constructor(readonly problem: LenientProblem) {
    super(problem.code);
  }
}

const spaceOrComment = /(?:[\s\u00a0\ufeff]|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const stringToken = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const numberToken = /-?[0-9][0-9.eE+-]*(?![A-Za-z_])/y;
const placeholderToken = /<[^<>\n]{1,200}>/y;
const wordToken = /(?:true|false|null)\b/y;

class Reader {
  private at = 0;
  private nesting = 0;

  constructor(private readonly text: string) {}

  readDocument(): LenientValue {
    this.skipSpace();
    const start = this.at;
    let value: LenientValue;
    if (this.text[this.at] === '"' && this.isEntryAhead()) {
      value = { kind: "object", offset: start, entries: this.readEntries(null) };
    } else {
      value = this.readValue();
    }
    this.skipSpace();
    if (this.text[this.at] === "," || this.text[this.at] === ";") this.at += 1;
    this.skipSpace();
    if (this.at < this.text.length) this.fail("unexpected-text");
    return value;
  }

  private readValue(): LenientValue {
    const offset = this.at;
    const mark = this.text[offset];
    if (mark === "{") return this.nest(() => ({ kind: "object", offset, entries: this.readEntries("}") }));
    if (mark === "[") return this.nest(() => ({ kind: "array", offset, items: this.readItems() }));
    const string = this.take(stringToken);
    if (string !== null) return { kind: "string", offset, text: String(JSON.parse(string)) };
    const number = this.take(numberToken);
    if (number !== null) return { kind: "number", offset, text: number };
    const placeholder = this.take(placeholderToken);
    if (placeholder !== null) return { kind: "placeholder", offset, text: placeholder.slice(1, -1).trim() };
    const word = this.take(wordToken);
    if (word === "true" || word === "false" || word === "null") return { kind: "word", offset, text: word };
    return this.fail(this.text.startsWith("...", offset) || mark === "…" ? "ellipsis" : "unexpected-text");
  }

  /** `close` is null for entries pasted without their braces: those go on to the end of the text. */
  private readEntries(close: "}" | null): LenientEntry[] {
    if (close !== null) this.at += 1;
    const entries: LenientEntry[] = [];
    const keys = new Set<string>();
    while (!this.isClosed(close)) {
      const offset = this.at;
      const key = this.take(stringToken);
      if (key === null) this.fail(this.text.startsWith("...", offset) ? "ellipsis" : "unexpected-text");
      const name = String(JSON.parse(key));
      if (keys.has(name)) this.fail("duplicate-key", offset);
      keys.add(name);
      this.expect(":");
      entries.push({ key: name, offset, value: this.readValue() });
      this.separate(close);
    }
    return entries;
  }

  private readItems(): LenientValue[] {
    this.at += 1;
    const items: LenientValue[] = [];
    while (!this.isClosed("]")) {
      items.push(this.readValue());
      this.separate("]");
    }
    return items;
  }

  /** Between two values there is a comma; after the last there may be one. */
  private separate(close: "}" | "]" | null): void {
    this.skipSpace();
    const mark = this.text[this.at];
    if (mark === ",") this.at += 1;
    else if (mark === undefined ? close !== null : mark !== close) this.fail("unexpected-text");
  }

  private isClosed(close: "}" | "]" | null): boolean {
    this.skipSpace();
    if (this.at >= this.text.length) return close === null ? true : this.fail("unexpected-end");
    if (this.text[this.at] !== close) return false;
    this.at += 1;
    return true;
  }

  private isEntryAhead(): boolean {
    const start = this.at;
    this.take(stringToken);
    this.skipSpace();
    const isEntry = this.text[this.at] === ":";
    this.at = start;
    return isEntry;
  }

  private nest<Value>(read: () => Value): Value {
    this.nesting += 1;
    if (this.nesting > nestingMax) this.fail("too-deep");
    const value = read();
    this.nesting -= 1;
    return value;
  }

  private expect(mark: string): void {
    this.skipSpace();
    if (this.text[this.at] !== mark) this.fail("unexpected-text");
    this.at += 1;
    this.skipSpace();
  }

  private skipSpace(): void {
    this.take(spaceOrComment);
  }

  private take(token: RegExp): string | null {
    token.lastIndex = this.at;
    const match = token.exec(this.text);
    if (match === null) return null;
    this.at += match[0].length;
    return match[0];
  }

  private fail(code: LenientProblem["code"], offset = this.at): never {
    const isEnd = code === "unexpected-text" && offset >= this.text.length;
    throw new Unreadable({ code: isEnd ? "unexpected-end" : code, offset });
  }
}
