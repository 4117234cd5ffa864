import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Numbers of all processes that work in this folder, told by their working folder (PostgreSQL's own have its data
 * folder, whatever they call themselves) or by their command line. Outside Linux by the command line alone.
 */
export async function listProcessesOf(folder: string): Promise<number[]> {
  const pids = process.platform === "linux" ? await listByProc(folder) : await listByPs(folder);
  return pids.filter((pid) => pid !== process.pid);
}

/** Ends them all at once, with no chance to tidy up. */
export function killHard(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

/** Waits until nothing works in the folder. @returns what still does after the time */
export async function awaitNobodyIn(folder: string, withinMs: number): Promise<number[]> {
  const until = Date.now() + withinMs;
  for (;;) {
    const pids = await listProcessesOf(folder);
    if (pids.length === 0 || Date.now() > until) return pids;
    await wait(20);
  }
}

async function listByProc(folder: string): Promise<number[]> {
  const names = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    names.map(async (name) => {
      const [command, cwd] = await Promise.all([
        readFile(`/proc/${name}/cmdline`, "utf8").catch(() => ""),
        readlink(`/proc/${name}/cwd`).catch(() => ""),
      ]);
      return command.includes(folder) || cwd.startsWith(folder) ? [Number(name)] : [];
    }),
  );
  return found.flat();
}

async function listByPs(folder: string): Promise<number[]> {
  const { stdout } = await run("ps", ["-axo", "pid=,command="]);
  return stdout.split("\n").flatMap((line) => (line.includes(folder) ? [Number.parseInt(line, 10)] : []));
}
