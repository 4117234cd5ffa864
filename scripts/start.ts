import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { buildWeb, generatePrismaClient } from "./launch/build";
import { lockFolder, openDataFolder } from "./launch/data-folder";
import { openDatabase } from "./launch/database";
import { Ending } from "./launch/ending";
import { requireFreePort } from "./launch/processes";
import { readHost, readPort } from "./launch/settings";
import { keepServices, startWebService, startWorkerService } from "./launch/stack";

/** The product for real, on Meta's Graph: web app and one worker. Settings are in docs/operations.md. */
const ending = new Ending("Stopped.");
const say = (words: string) => console.log(words);

await ending.guard(async () => {
  const host = readHost();
  const port = readPort("PORT", 3000);
  const data = await openDataFolder();
  ending.add(await lockFolder(data.folder));
  await requireFreePort(port, host, "PORT");
  await mkdir(join(data.folder, "logs"), { recursive: true });
  say("Preparing the database …");
  await generatePrismaClient();
  const database = await openDatabase(data, say);
  ending.add(() => database.stop());
  say("Building the web app …");
  await buildWeb();
  const url = process.env.PUBLIC_URL ?? `http://${host}:${port}`;
  const environment = {
    DATABASE_URL: database.url,
    DATA_DIR: data.folder,
    PUBLIC_URL: url,
    NEXTAUTH_URL: url,
  };
  const keeper = keepServices(data.folder, say, environment);
  ending.add(keeper.stop);
  await startWebService(keeper, { host, port, mode: "production" });
  startWorkerService(keeper);
  say(`\nReady: ${url}\n`);
  const code = await makeFirstCode(environment);
  if (code !== null)
    say(`Nobody can sign in yet. Open ${url}/setup and become the first admin with this one-time code:

    ${code}
`);
  await subscribe();
});

/** Imported late: it reads the settings, and the generated client. */
async function makeFirstCode(environment: Record<string, string>): Promise<string | null> {
  Object.assign(process.env, environment);
  const { makeSetupCode } = await import("../lib/team/first-admin");
  return makeSetupCode();
}

/** Tells Meta where events go, now that the web app answers the handshake. Without a Meta app there is nothing to tell. */
async function subscribe(): Promise<void> {
  const { FACEBOOK_APP_ID, FACEBOOK_APP_SECRET } = process.env;
  if (!FACEBOOK_APP_ID || !FACEBOOK_APP_SECRET) {
    say("No Meta app is set up: set FACEBOOK_APP_ID and FACEBOOK_APP_SECRET to connect Pages.");
    return;
  }
  const { subscribeToWebhooks } = await import("../lib/facebook-pages/mutations");
  await subscribeToWebhooks().catch((error: unknown) => {
    say(`Meta did not take the address for webhooks: ${error instanceof Error ? error.message : String(error)}
Pages can be connected; changes made on Facebook are seen once this is mended. PUBLIC_URL must be reachable with https.`);
  });
}
