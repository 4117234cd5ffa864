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
  const keeper = keepServices(data.folder, say, {
    DATABASE_URL: database.url,
    DATA_DIR: data.folder,
    PUBLIC_URL: url,
    NEXTAUTH_URL: url,
  });
  ending.add(keeper.stop);
  await startWebService(keeper, { host, port, mode: "production" });
  startWorkerService(keeper);
  say(`\nReady: ${url}\n`);
});
