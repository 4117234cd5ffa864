import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { WorldEvent } from "./events";

const chunkBytes = 1 << 20;
const newline = 0x0a;

/**
 * Everything that happened, one JSON line an event. A line is handed to the kernel before the caller gets an
 * answer, so a killed process loses nothing it acknowledged; it is not synced, so a power cut can.
 */
export class Journal {
  private readonly file: number;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = openSync(join(folder, "journal.jsonl"), "a+");
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

  clear(): void {
    ftruncateSync(this.file, 0);
  }

  close(): void {
    closeSync(this.file);
  }
}
