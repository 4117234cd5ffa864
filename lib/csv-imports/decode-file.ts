import { Problem } from "../problem";
import { fileBytesMax, type FileEncoding } from "./schema";

/** So many letters are read at once. */
const piece = 65_536;

/**
 * A file as text, piece by piece: UTF-8, UTF-16 as old spreadsheets write it, known by its first two bytes, or what is
 * none of them and reads as Windows-1252, in which Excel saves "CSV" in the West.
 * @throws Problem "csv-too-large"
 */
export async function decodeFile(
  body: ReadableStream<Uint8Array>,
): Promise<{ encoding: FileEncoding; pieces: Iterable<string> }> {
  const bytes = await readAll(body);
  const encoding = findEncoding(bytes);
  const text = encoding === "windows-1252" ? decodeWindows(bytes) : new TextDecoder(encoding).decode(bytes);
  return { encoding, pieces: toPieces(text.replaceAll("\u0000", "")) };
}

async function readAll(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(pieces);
    bytes += value.byteLength;
    if (bytes > fileBytesMax) {
      await reader.cancel();
      throw new Problem("csv-too-large", { values: { megabytes: fileBytesMax / 1024 / 1024 } });
    }
    pieces.push(value);
  }
}

function findEncoding(bytes: Uint8Array): FileEncoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const text = new TextDecoder("utf-8").decode(bytes);
  if (!text.includes("\uFFFD")) return "utf-8";
  // With letters that only UTF-8 gives, it is UTF-8 with damage: its lines say so one by one.
  return /[^\u0000-\u007f\uFFFD]/.test(text) ? "utf-8" : "windows-1252";
}

/** What Windows-1252 has where ISO 8859-1 has control characters, 0x80 to 0x9f; five of them are not used. */
const windowsLetters = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** By ourselves: Node 20 decodes Windows-1252 as ISO 8859-1 (nodejs/node#56542). */
function decodeWindows(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (letter) => windowsLetters[letter.charCodeAt(0) - 0x80] ?? letter);
}

function* toPieces(text: string): Generator<string, void> {
  for (let at = 0; at < text.length; at += piece) yield text.slice(at, at + piece);
}
