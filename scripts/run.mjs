// The door to every command of the README. Plain JavaScript that needs nothing installed: it makes sure that the
// machine fits and the dependencies are there, then hands over to scripts/<command>.ts.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command, ...options] = process.argv.slice(2);

requireNode(20, 19);
installWhenMissing();
const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
const child = await import("node:child_process").then(({ spawn }) =>
  spawn(process.execPath, [tsx, join(root, "scripts", `${command}.ts`), ...options], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  }),
);
// The terminal sends Ctrl-C to the command too, which ends everything in order: wait for it.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split(".").map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  console.error(`Labelcast needs Node ${major}.${minor} or later; this is ${process.versions.node}.`);
  process.exit(1);
}

function installWhenMissing() {
  const stamp = join(root, "node_modules", ".labelcast-lock");
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.log("Installing dependencies …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) {
    console.error("The dependencies could not be installed; npm says why above.");
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}
