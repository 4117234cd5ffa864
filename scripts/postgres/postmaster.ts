import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

/**
 * The living server of this data folder, or null. A `postmaster.pid` left behind by a killed machine may name
 * a process number that something else has by now, so the process must name our folder on its command line.
 */
export async function findPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const text = await readFile(join(dataFolder, "postmaster.pid"), "utf8").catch(() => null);
  if (text === null) return null;
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !(await isServerOf(pid, dataFolder))) return null;
  return { pid, port: Number(lines[3]), isReady: (lines[7] ?? "").trim() === "ready" };
}

/** Removes a pid file whose process is not a server of this folder. Never call it while one lives. */
export async function forgetDeadPostmaster(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, "postmaster.pid"), { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function isServerOf(pid: number, dataFolder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await readCommandLine(pid);
  return command.includes(dataFolder) && command.includes("postgres");
}

async function readCommandLine(pid: number): Promise<string> {
  if (process.platform === "linux") {
    const raw = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return raw.replaceAll("\0", " ");
  }
  return run("ps", ["-o", "command=", "-p", String(pid)]).then(
    ({ stdout }) => stdout,
    () => "",
  );
}
