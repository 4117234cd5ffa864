import { readFile } from "node:fs/promises";
import { WatchedProcess } from "../scripts/chaos/watched-process";

/** The emulator as its own process, as people run it. */
export interface EmulatorProcess {
  url: string;
  control<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Megabytes that it holds now; null where the system does not tell. */
  readMemory(): Promise<number | null>;
  /** Seconds of processor time since its start; null where the system does not tell. */
  readProcessorSeconds(): Promise<number | null>;
  stop(): Promise<void>;
}

/** Linux counts processor time in hundredths of a second. */
const ticksASecond = 100;

export async function startEmulator(): Promise<EmulatorProcess> {
  const program = new WatchedProcess("emulator/main.ts", ["--seed", "empty", "--port", "0"]);
  const line = await program.awaitLine("{");
  if (line === null) throw new Error(`the emulator did not start: ${program.complaints}`);
  const { url } = JSON.parse(line) as { url: string };
  const pid = program.child.pid!;
  return {
    url,
    control: async <Answer>(method: string, path: string, body?: unknown) => {
      const response = await fetch(`${url}/_emulator/${path}`, {
        method,
        headers: { "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Answer;
    },
    readMemory: async () => {
      const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
      const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
      return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
    },
    readProcessorSeconds: async () => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
      if (stat === null) return null;
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return (Number(fields[11]) + Number(fields[12])) / ticksASecond;
    },
    stop: async () => {
      program.child.kill("SIGTERM");
      await program.ended;
    },
  };
}
