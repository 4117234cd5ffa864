import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, openSync } from "node:fs";
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { findFreePort, isPortFree } from "../launch/free-port";
import { findBinaries, type PostgresBinaries } from "./binaries";
import { findPostmaster, forgetDeadPostmaster, isAlive } from "./postmaster";
import { ServerProblem } from "./server-problem";
import { chooseOwner, type ServerOwner } from "./server-owner";

export interface Cluster {
  /** Where the server's files are. */
  folder: string;
  /** True when the server had been left running, by a killed run, and was taken over. */
  isAdopted: boolean;
  urlOf(database: string): string;
  /** Ends the server and waits until it is gone; everything acknowledged is on disk. */
  stop(): Promise<void>;
}

interface Access {
  port: number;
  password: string;
}

const startTriesMax = 100;
const startTryEveryMs = 100;

/**
 * Starts the PostgreSQL of this folder, making it first when it is not there. A server that a killed run left
 * behind is adopted: PostgreSQL goes on when our process dies, and would hold its lock against a second one.
 * @param folder absolute; it must be reachable by the user who runs the server
 * @param shared where programs are copied to when that user cannot reach the npm package
 */
export async function openCluster(folder: string, shared: string): Promise<Cluster> {
  const owner = await chooseOwner();
  const binaries = await findBinaries(owner, shared);
  if (!existsSync(join(folder, "PG_VERSION"))) await createCluster(folder, owner, binaries);
  const access = await readAccess(folder);

  const running = await findPostmaster(folder);
  if (running) await awaitAnswer(folder, { ...access, port: running.port });
  const port = running?.port ?? (await startServer(folder, owner, binaries, access));
  return {
    folder,
    isAdopted: running !== null,
    urlOf: (database) => `postgresql://labelcast:${access.password}@127.0.0.1:${port}/${database}`,
    stop: () => stopServer(folder),
  };
}

/** Makes the files beside their final place and moves them in one step, so that a kill leaves nothing half made. */
async function createCluster(folder: string, owner: ServerOwner, binaries: PostgresBinaries): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true, mode: 0o755 });
  const stale = (await readdir(parent)).filter((name) => name.startsWith("postgres.making-"));
  for (const name of stale) await rm(join(parent, name), { recursive: true, force: true, maxRetries: 5 });

  const making = join(parent, `postgres.making-${process.pid}-${randomBytes(3).toString("hex")}`);
  await mkdir(making, { mode: 0o700 });
  const password = randomBytes(24).toString("base64url");
  const passwordFile = `${making}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (owner) {
    await chown(making, owner.uid, owner.gid);
    await chown(passwordFile, owner.uid, owner.gid);
  }
  try {
    await runInitdb(binaries.initdb, making, passwordFile, owner);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeAccess(making, { port: await findFreePort(), password }, owner);
  await rm(folder, { recursive: true, force: true });
  await rename(making, folder);
}

async function runInitdb(initdb: string, folder: string, passwordFile: string, owner: ServerOwner) {
  const options = [
    `--pgdata=${folder}`,
    `--pwfile=${passwordFile}`,
    "--username=labelcast",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--data-checksums",
  ];
  const child = spawn(initdb, options, { ...owner, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) {
    throw new ServerProblem(
      `PostgreSQL could not make its files in ${folder}: ${said.trim()}`,
      "Choose another folder with DATA_DIR, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
}

async function startServer(
  folder: string,
  owner: ServerOwner,
  binaries: PostgresBinaries,
  access: Access,
): Promise<number> {
  for (let tries = 1; ; tries++) {
    // Another start of the same folder may have won meanwhile.
    const other = await findPostmaster(folder);
    if (other) {
      await awaitAnswer(folder, { ...access, port: other.port });
      return other.port;
    }
    await forgetDeadPostmaster(folder);
    if (!(await isPortFree(access.port, "127.0.0.1"))) {
      access.port = await findFreePort();
      await writeAccess(folder, access, owner);
    }
    const pid = launch(folder, owner, binaries, access.port);
    if (await awaitStart(folder, access, pid)) return access.port;
    // After a kill, a dying backend may hold the shared memory for a moment: try again.
    if (tries >= startTriesMax) throw await explainFailedStart(folder);
    await wait(startTryEveryMs);
  }
}

/** Detached: Ctrl-C in the terminal must reach us first, and the database last. */
function launch(folder: string, owner: ServerOwner, binaries: PostgresBinaries, port: number): number {
  const log = openSync(join(folder, "server.log"), "a", 0o600);
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"];
  const child = spawn(
    binaries.postgres,
    ["-D", folder, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...owner, cwd: folder, detached: true, stdio: ["ignore", log, log] },
  );
  child.on("error", () => undefined); // Seen as a process that is not alive.
  child.unref();
  return child.pid ?? -1;
}

async function awaitStart(folder: string, access: Access, pid: number): Promise<boolean> {
  while (pid > 0 && isAlive(pid)) {
    if (await answers(folder, access)) return true;
    await wait(30);
  }
  return false;
}

async function awaitAnswer(folder: string, access: Access): Promise<void> {
  const until = Date.now() + 60_000;
  while (!(await answers(folder, access))) {
    if (Date.now() > until || !(await findPostmaster(folder))) throw await explainFailedStart(folder);
    await wait(50);
  }
}

async function answers(folder: string, access: Access): Promise<boolean> {
  const client = new pg.Client({
    connectionString: `postgresql://labelcast:${access.password}@127.0.0.1:${access.port}/postgres`,
    connectionTimeoutMillis: 2_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return rows[0]?.data_directory === folder;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function explainFailedStart(folder: string): Promise<ServerProblem> {
  const log = await readFile(join(folder, "server.log"), "utf8").catch(() => "");
  const last = log.trim().split("\n").slice(-3).join(" / ");
  return new ServerProblem(
    `PostgreSQL did not start. Its last words: ${last || "none"}`,
    `The whole log is ${join(folder, "server.log")}.`,
  );
}

async function stopServer(folder: string): Promise<void> {
  const running = await findPostmaster(folder);
  if (!running) return;
  process.kill(running.pid, "SIGINT"); // A fast shutdown: ends sessions, writes everything down.
  while (isAlive(running.pid)) await wait(30);
}

const accessFile = "labelcast-access.json";

async function readAccess(folder: string): Promise<Access> {
  return JSON.parse(await readFile(join(folder, accessFile), "utf8")) as Access;
}

async function writeAccess(folder: string, access: Access, owner: ServerOwner): Promise<void> {
  const path = join(folder, accessFile);
  await writeFile(`${path}.new`, JSON.stringify(access), { mode: 0o600 });
  await chmod(`${path}.new`, 0o600);
  if (owner) await chown(`${path}.new`, owner.uid, owner.gid);
  await rename(`${path}.new`, path);
}
