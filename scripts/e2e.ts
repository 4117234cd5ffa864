import { findBrowser } from "./launch/browser";
import { buildWeb, generatePrismaClient } from "./launch/build";
import { runShown, tool } from "./launch/steps";

/** The end-to-end tests alone; options go to Playwright. */
await generatePrismaClient();
const browser = await findBrowser();
await buildWeb();
const isGood = await runShown(tool("@playwright/test/cli.js", "test", ...process.argv.slice(2)), {
  CHROMIUM_PATH: browser,
});
process.exit(isGood ? 0 : 1);
