import type { Words } from "../../audience/bits";
import { writeBit } from "../../audience/bits";

const newline = 10;

/**
 * One folded text for each customer, all in one buffer, a line each. Searching reads the buffer from end to end, which
 * for a million names is quicker than any index that would have to be kept; comparing two texts compares their bytes.
 */
export class TextColumn {
  private bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1 << 12);
  private length = 0;
  /** Where each ordinal's line begins; a text that changed has a newer line further on. */
  private starts = new Int32Array(0);
  /** The lines in their order: where they begin, and whose they are. */
  private lineStarts = new Int32Array(0);
  private lineOrdinals = new Int32Array(0);
  private lines = 0;
  private static readonly encoder = new TextEncoder();

  write(ordinal: number, text: string): void {
    const encoded = TextColumn.encoder.encode(`${text}\n`);
    if (this.length + encoded.length > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + encoded.length));
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
    if (ordinal >= this.starts.length) this.starts = grow(this.starts, ordinal + 1, -1);
    if (this.lines >= this.lineStarts.length) {
      this.lineStarts = grow(this.lineStarts, this.lines + 1, 0);
      this.lineOrdinals = grow(this.lineOrdinals, this.lines + 1, 0);
    }
    this.bytes.set(encoded, this.length);
    this.starts[ordinal] = this.length;
    this.lineStarts[this.lines] = this.length;
    this.lineOrdinals[this.lines++] = ordinal;
    this.length += encoded.length;
  }

  /** How much of the buffer is lines that nobody has any more, from 0 to 1. */
  get waste(): number {
    return this.lines === 0 ? 0 : 1 - this.starts.length / this.lines;
  }

  /** By the order of code points, which UTF-8 keeps. */
  compare(one: number, other: number): number {
    const { bytes } = this;
    let a = this.starts[one]!;
    let b = this.starts[other]!;
    for (;;) {
      const byte = bytes[a++]!;
      const otherByte = bytes[b++]!;
      if (byte !== otherByte) return byte === newline ? -1 : otherByte === newline ? 1 : byte - otherByte;
      if (byte === newline) return 0;
    }
  }

  /** Sets the bit of every ordinal whose text holds `needle`, or begins with it. The words must reach far enough. */
  find(needle: string, into: Words, { isPrefix }: { isPrefix: boolean }): void {
    const wanted = TextColumn.encoder.encode(needle);
    const { bytes, length } = this;
    const first = wanted[0];
    if (first === undefined) return;
    let line = 0;
    // Longer words are rare enough for the runtime's own search, which is quicker but costs more a find.
    const isRare = wanted.length >= 3;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, length);
    for (let at = 0; at < length; at++) {
      if (isRare) {
        at = buffer.indexOf(wanted, at);
        if (at < 0) return;
      } else if (bytes[at] !== first || !this.isAt(at, wanted)) continue;
      line = this.findLine(at, line);
      const start = this.lineStarts[line]!;
      if (isPrefix && at !== start) continue;
      const ordinal = this.lineOrdinals[line]!;
      if (this.starts[ordinal] === start) writeBit(into, ordinal, true);
      // The rest of this line can add nothing.
      at = (line + 1 < this.lines ? this.lineStarts[line + 1]! : length) - 1;
    }
  }

  /** The line that holds a place, from `line` on: near ones are stepped to, far ones are halved to. */
  private findLine(place: number, line: number): number {
    const { lineStarts, lines } = this;
    for (let step = 0; step < 8; step++, line++) {
      if (line + 1 >= lines || lineStarts[line + 1]! > place) return line;
    }
    let low = line;
    let high = lines;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if (lineStarts[middle]! <= place) low = middle;
      else high = middle;
    }
    return low;
  }

  private isAt(place: number, wanted: Uint8Array): boolean {
    for (let at = 1; at < wanted.length; at++) if (this.bytes[place + at] !== wanted[at]) return false;
    return true;
  }
}

function grow(numbers: Int32Array<ArrayBuffer>, length: number, fill: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(length, Math.ceil(numbers.length * 1.5), 64)).fill(fill);
  grown.set(numbers);
  return grown;
}
