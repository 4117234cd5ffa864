import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { LaunchProblem } from "./processes";
import { runShown, tool } from "./steps";

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * A real Chromium for the tests: Playwright's own when installed, else the system's; else it is installed, by
 * Playwright or, as root on Debian, from the system's packages.
 */
export async function findBrowser(): Promise<string> {
  const found = findInstalled();
  if (found) return found;
  console.log("Installing a browser for the tests …");
  await runShown(tool("@playwright/test/cli.js", "install", "chromium"));
  const downloaded = findInstalled();
  if (downloaded) return downloaded;
  if (process.getuid?.() === 0) {
    await runShown(["apt-get", "update", "-qq"]);
    await runShown(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  }
  const installed = findInstalled();
  if (installed) return installed;
  throw new LaunchProblem(
    "No Chromium was found and none could be installed. Install Chromium or Chrome, then try again.",
  );
}

function findInstalled(): string | undefined {
  return [process.env.CHROMIUM_PATH ?? "", chromium.executablePath(), ...systemBrowsers].find(
    (path) => path !== "" && existsSync(path),
  );
}
