import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runToEnd } from "./processes";
import { root } from "./root";

const sources = ["app", "components", "lib", "public"];
const settings = ["next.config.ts", "package-lock.json", "postcss.config.mjs", "proxy.ts", "tsconfig.json"];

/** The Prisma client is generated, not committed. The CLI wants an engine that it never uses for this. */
export async function generatePrismaClient(): Promise<void> {
  const stamp = join(root, "lib/generated/prisma/.schema");
  const schema = readFileSync(join(root, "prisma/schema.prisma"), "utf8");
  const wanted = createHash("sha256").update(schema).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await runToEnd("node", [join("node_modules", "prisma", "build", "index.js"), "generate"], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  });
  writeFileSync(stamp, wanted);
}

/** Builds the web app unless the build that is there was made from the same sources. @returns whether it built */
export async function buildWeb(): Promise<boolean> {
  const stamp = join(root, ".next/labelcast-sources");
  const wanted = await fingerprint();
  const isBuilt = existsSync(join(root, ".next/BUILD_ID")) && existsSync(stamp);
  if (isBuilt && readFileSync(stamp, "utf8") === wanted) return false;
  await runToEnd("node", [join("node_modules", "next", "dist", "bin", "next"), "build"], {
    NODE_ENV: "production",
  });
  writeFileSync(stamp, wanted);
  return true;
}

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  const listed = await Promise.all(
    sources.map(async (folder) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
        () => [],
      );
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    }),
  );
  const files = [...listed.flat(), ...settings.map((name) => join(root, name))];
  for (const path of files.filter((name) => !/\.test\.tsx?$/.test(name)).sort()) {
    hash.update(path.slice(root.length)).update(await readFile(path));
  }
  return hash.digest("hex");
}
