import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { root } from "../launch/root";
import { tsProgram } from "../launch/processes";

/** A child whose lines are read as they come. */
export class WatchedProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  lines: string[] = [];
  /** What it complained of, for the report. */
  complaints = "";
  readonly #waiting = new Set<() => void>();
  #unfinished = "";
  hasEnded = false;

  /** @param program path of one of our programs in the repository */
  constructor(program: string, options: readonly string[], spawnOptions: SpawnOptions = {}) {
    this.child = spawn(process.execPath, tsProgram(program, ...options), {
      cwd: root,
      ...spawnOptions,
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.child.stdout?.on("data", (chunk: Buffer) => this.#read(chunk));
    this.child.stderr?.on("data", (chunk: Buffer) => (this.complaints += chunk.toString()));
    this.child.stdin?.on("error", () => undefined); // It may be dead when we ask it to end.
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.hasEnded = true;
        this.#wake();
        resolve();
      };
      this.child.once("close", end);
      this.child.once("error", end);
    });
  }

  /** The first line that begins so, waiting for it; null when the process ended without. */
  async awaitLine(beginning: string): Promise<string | null> {
    for (;;) {
      const found = this.lines.find((line) => line.startsWith(beginning));
      if (found !== undefined || this.hasEnded) return found ?? null;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }

  #read(chunk: Buffer): void {
    const parts = (this.#unfinished + chunk.toString()).split("\n");
    this.#unfinished = parts.pop() ?? "";
    this.lines.push(...parts);
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
