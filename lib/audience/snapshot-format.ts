import { countWords, type Words } from "./bits";
import { PageAudience, type AudienceImage } from "./page-audience";
import { createPacer } from "./pacer";

/** Raised whenever what is written changes, so that an older process never reads a newer snapshot, nor the reverse. */
const format = 1;
/** Also tells the order of bytes: on a machine of the other order it reads differently. */
const magic = 0x4c_43_53_31;

/** A snapshot that is not what was written, or not of this history. It is never read around; the rows are. */
export class SnapshotRefusal extends Error {
  constructor(readonly why: string) {
    super(`Audience snapshot refused: ${why}`);
    this.name = "SnapshotRefusal";
  }
}

type Header = {
  format: number;
  version: string;
  everyone: number;
  labelsUnknown: number;
  wordCount: number;
  waiting: number;
  /** Key, the Graph's id, people, whether a sorted list, numbers kept. */
  labels: [key: number, labelId: string, people: number, isSorted: boolean, length: number][];
};

/**
 * An audience as a run of bytes, in pieces that share its memory: magic and header length (4 bytes each), the header as
 * JSON padded to 4 bytes, then 32-bit numbers in the machine's order: the bitsets, the windows, each label, the waiting.
 */
export function encodeAudience(audience: PageAudience): Buffer[] {
  const image = audience.toImage();
  const header: Header = {
    format,
    version: image.version.toString(),
    everyone: image.everyone,
    labelsUnknown: image.labelsUnknown,
    wordCount: image.exists.length,
    waiting: image.waiting.length,
    labels: image.labels.map((one) => [one.key, one.labelId, one.people, one.isSorted, one.data.length]),
  };
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([text, Buffer.alloc(-text.length & 3, " ")]);
  const { exists, known, blocked, optedOut, windowsOpenedAt, labels, waiting } = image;
  const numbers = [
    exists,
    known,
    blocked,
    optedOut,
    windowsOpenedAt,
    ...labels.map(({ data }) => data),
    waiting,
  ];
  return [toBytes(Int32Array.of(magic, padded.length)), padded, ...numbers.map(toBytes)];
}

/** Throws SnapshotRefusal when the bytes do not add up. */
export async function decodeAudience(bytes: Buffer, version: bigint): Promise<PageAudience> {
  const pace = createPacer();
  const reader = new NumbersReader(bytes);
  const [found, headerLength] = reader.take(2);
  if (found !== magic || headerLength === undefined)
    throw new SnapshotRefusal("not a snapshot of this machine");
  const header = JSON.parse(bytes.toString("utf8", 8, 8 + headerLength)) as Header;
  if (header.format !== format) throw new SnapshotRefusal(`format ${header.format}`);
  if (BigInt(header.version) !== version) throw new SnapshotRefusal("another version than it says");
  reader.skip(headerLength / 4);
  const { everyone, labelsUnknown, wordCount } = header;
  const [exists, known, blocked, optedOut, windowsOpenedAt] = [1, 1, 1, 1, 32].map((each) =>
    reader.take(each * wordCount),
  ) as [Words, Words, Words, Words, Words];
  const labels: AudienceImage["labels"] = [];
  for (const [key, labelId, people, isSorted, length] of header.labels) {
    labels.push({ key, labelId, people, isSorted, data: reader.take(length) });
    await pace();
  }
  const waiting = reader.take(header.waiting);
  const isWhole = reader.isAtEnd && countWords(known, 0, wordCount) === everyone;
  if (!isWhole) throw new SnapshotRefusal("its numbers do not add up");
  const image = { version, everyone, labelsUnknown, exists, known, blocked, optedOut, windowsOpenedAt };
  return PageAudience.fromImage({ ...image, labels, waiting });
}

/** Copies, so that a label that grows does not keep the whole snapshot in memory. */
class NumbersReader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  take(count: number): Words {
    const start = this.bytes.byteOffset + this.at;
    this.skip(count);
    return new Int32Array(this.bytes.buffer.slice(start, start + count * 4) as ArrayBuffer);
  }

  skip(count: number): void {
    this.at += count * 4;
    if (!(count >= 0) || this.at > this.bytes.length) throw new SnapshotRefusal("it ends too early");
  }
}

function toBytes(numbers: Words): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
