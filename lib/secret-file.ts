import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "./env";

/**
 * A secret kept in DATA_DIR, readable by its owner alone, made when it is not there. Two processes that make it
 * at once agree: the file appears whole, under its name, for the first one only.
 */
export function readOrMakeSecret(name: string, make: () => string): string {
  const path = join(/* turbopackIgnore: true */ env().DATA_DIR, name);
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  mkdirSync(env().DATA_DIR, { recursive: true });
  const making = `${path}.${process.pid}`;
  writeFileSync(making, make(), { mode: 0o600 });
  try {
    linkSync(making, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(making, { force: true });
  }
  return readFileSync(path, "utf8").trim();
}
