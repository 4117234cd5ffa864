import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { canReach, chooseOwner } from "../postgres/server-owner";
import { isAlive } from "../postgres/postmaster";
import { LaunchProblem } from "./processes";
import { root } from "./root";

export interface DataFolder {
  /** Secrets, logs, the emulator's state. */
  folder: string;
  /** The database's files. */
  postgres: string;
  /** Where PostgreSQL's programs are copied to when its user cannot reach the clone. */
  shared: string;
}

const systemFolder = "/var/lib/labelcast";

/**
 * Where this clone keeps its data: DATA_DIR, or `.data`. As root the database runs as another user. When that
 * user cannot enter the clone (a closed home), the database goes to a system folder keyed by the clone's path;
 * a DATA_DIR that was asked for is refused instead.
 */
export async function openDataFolder(): Promise<DataFolder> {
  const asked = process.env.DATA_DIR;
  const folder = resolve(root, asked ?? ".data");
  await mkdir(folder, { recursive: true });
  const owner = await chooseOwner();
  const beside = { folder, postgres: join(folder, "postgres"), shared: systemFolder };
  if (!owner || (await canReach(owner, folder))) return beside;
  if (asked) {
    throw new LaunchProblem(
      `DATA_DIR ${folder} cannot be entered by the user "postgres", who runs the database when you are root.\n` +
        "Choose a folder that every user can enter, or set DATABASE_URL.",
    );
  }
  const key = createHash("sha256").update(root).digest("hex").slice(0, 12);
  return { ...beside, postgres: join(systemFolder, key, "postgres") };
}

/** One run a folder. A killed run's mark is taken over at once. @returns how to give it back */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, "run.pid");
  const holder = Number(await readFile(path, "utf8").catch(() => "0"));
  if (holder > 0 && holder !== process.pid && isAlive(holder) && (await isOurs(holder))) {
    throw new LaunchProblem(
      `Labelcast already runs on ${folder} (process ${holder}). Stop it first, or choose another DATA_DIR.`,
    );
  }
  await writeFile(path, String(process.pid));
  return () => rm(path, { force: true });
}

/** A process number may have gone to another program since. */
async function isOurs(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "scripts/");
  return command.includes("scripts/");
}
