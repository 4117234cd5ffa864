import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ServerProblem } from "./server-problem";

const run = promisify(execFile);

/** Who runs the server. PostgreSQL refuses root, so root lends it to the system's `postgres` user. */
export type ServerOwner = { uid: number; gid: number } | null;

/** Null when we are not root: then the server is ours. As root, the `postgres` user, made when missing. */
export async function chooseOwner(): Promise<ServerOwner> {
  if (process.getuid?.() !== 0) return null;
  return (await findPostgresUser()) ?? (await createPostgresUser());
}

async function findPostgresUser(): Promise<ServerOwner> {
  try {
    const uid = await run("id", ["-u", "postgres"]);
    const gid = await run("id", ["-g", "postgres"]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function createPostgresUser(): Promise<ServerOwner> {
  try {
    await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
  } catch (cause) {
    throw new ServerProblem(
      "PostgreSQL does not run as root, and a user named postgres could not be made for it.",
      "Run this as another user, or set DATABASE_URL to a PostgreSQL 15 or later of your own.",
      { cause },
    );
  }
  return findPostgresUser();
}

/** Whether the owner may use this file or folder, asked of the system itself. */
export async function canReach(owner: ServerOwner, path: string): Promise<boolean> {
  try {
    await run("/bin/sh", ["-c", 'test -x "$1"', "sh", path], owner ?? {});
    return true;
  } catch {
    return false;
  }
}
