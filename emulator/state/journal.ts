import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { WorldEvent } from "./events";

const chunkBytes = 1 << 20;
const newline = 0x0a;

/**
 * Everything that happened, one JSON line an event. A line is handed to the kernel before the caller gets an
 * answer, so a killed process loses nothing it acknowledged; it is not synced, so a power cut can.
 */
export class Journal {
  private readonly path: string;
  private file: number;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, "journal.jsonl");
    this.file = openSync(this.path, "a+");
  }

  append(event: WorldEvent): void {
    writeSync(this.file, `${JSON.stringify(event)}\n`);
  }

  /** Hands every whole event to `apply`, and cuts off a last line that a kill left torn. */
  replay(apply: (event: WorldEvent) => void): number {
    let rest = Buffer.alloc(0);
    let position = 0;
    let wholeBytes = 0;
    let count = 0;
    for (;;) {
      const chunk = Buffer.alloc(chunkBytes);
      const read = readSync(this.file, chunk, 0, chunkBytes, position);
      if (read === 0) break;
      position += read;
      rest = Buffer.concat([rest, chunk.subarray(0, read)]);
      for (let end = rest.indexOf(newline); end >= 0; end = rest.indexOf(newline)) {
        apply(JSON.parse(rest.toString("utf8", 0, end)) as WorldEvent);
        rest = rest.subarray(end + 1);
        wholeBytes += end + 1;
        count += 1;
      }
    }
    if (position > wholeBytes) ftruncateSync(this.file, wholeBytes);
    return count;
  }

  /** Keeps some events and adds others; the new file takes the place of the old one in one step. */
  rewrite(keep: (event: WorldEvent) => boolean, added: WorldEvent[]): void {
    const newPath = `${this.path}.new`;
    const newFile = openSync(newPath, "w");
    let lines: string[] = [];
    const flush = (): void => {
      writeSync(newFile, lines.join(""));
      lines = [];
    };
    const write = (event: WorldEvent): void => {
      lines.push(`${JSON.stringify(event)}\n`);
      if (lines.length >= 1000) flush();
    };
    this.replay((event) => {
      if (keep(event)) write(event);
    });
    added.forEach(write);
    flush();
    fsyncSync(newFile);
    closeSync(newFile);
    closeSync(this.file);
    renameSync(newPath, this.path);
    this.file = openSync(this.path, "a+");
  }

  clear(): void {
    ftruncateSync(this.file, 0);
  }

  close(): void {
    closeSync(this.file);
  }
}
