import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { until } from "../scripts/chaos/until";
import { openDatabase } from "../scripts/launch/database";
import { findFreePort } from "../scripts/launch/free-port";
import { describeStack, type Stack } from "../scripts/launch/stack";
import { measure, toMeasured } from "./measure";
import { signIn, type SignedIn } from "./signed-in";

const pageId = "100200300400501";
const changes = 200;
/** Apart, as a person in the Facebook inbox is: each change is told by itself. */
const changeEveryMs = 60;
const importedWithinMs = 300_000;
const seenWithinMs = 10_000;
const say = (words: string) => console.error(words);

interface LabelList {
  labels: { labelId: string; customers: number }[];
}
interface Truth {
  labels: { id: string; customers: number }[];
  customers: { psid: string; labelIds: string[]; labelsReadable: boolean }[];
}

const folder = await mkdtemp(join(tmpdir(), "labelcast-bench-"));
await chmod(folder, 0o755); // As root, the server runs as another user, who must be able to enter.
const paths = { folder, postgres: join(folder, "postgres"), shared: join(folder, "shared") };
const database = await openDatabase(paths, say);
const stack = describeStack({
  folder,
  databaseUrl: database.url,
  host: "127.0.0.1",
  port: await findFreePort(),
  emulatorPort: await findFreePort(),
  emulatorOptions: ["--seed", "demo"],
  isDemo: true,
  say,
});
try {
  console.log(JSON.stringify({ case: "live", ...(await run(stack)) }));
} finally {
  await stack.stop();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);

/** The built product with its worker and the demo's data, as `npm run demo` starts them. */
async function run({ url, emulatorUrl, environment, startEmulator, startWeb, startWorker }: Stack) {
  await startEmulator();
  await startWeb();
  startWorker();
  Object.assign(process.env, environment);
  const { connectDemo } = await import("../scripts/launch/connect-demo");
  const { db } = await import("../lib/db");
  await connectDemo();
  say("Importing the demo's Pages …");
  const importedMs = performance.now();
  const isImported = async () => (await db().page.count({ where: { importedAt: null } })) === 0;
  if (!(await until(isImported, importedWithinMs))) throw new Error("the import did not finish");
  const importSeconds = Math.round((performance.now() - importedMs) / 1000);
  const person = await signIn(url, "marketer");
  const live = await measureLive(person, emulatorUrl);
  const labels = await measure(() => person.read(`/api/pages/${pageId}/labels`), { repetitionsMax: 200 });
  return { importSeconds, ...live, labelsRouteMs: labels };
}

/** From the click in the Facebook inbox to the event in an open page, and to the right number read after it. */
async function measureLive(person: SignedIn, emulatorUrl: string) {
  const truth = (await (await fetch(`${emulatorUrl}/_emulator/truth?page=${pageId}`)).json()) as Truth;
  const label = truth.labels[0]!;
  const strangers = truth.customers.filter(
    ({ labelIds, labelsReadable }) => labelsReadable && !labelIds.includes(label.id),
  );
  const heard = { at: 0 };
  const stream = await person.listen(`/api/pages/${pageId}/events`, (topics) => {
    if (topics.includes("labels")) heard.at = performance.now();
  });
  const [events, numbers]: [number[], number[]] = [[], []];
  for (let change = 0; change < changes; change++) {
    const startedAtMs = performance.now();
    await fetch(`${emulatorUrl}/_emulator/pages/${pageId}/inbox-labels`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ psid: strangers[change]!.psid, labelId: label.id, action: "add" }),
    });
    const isHeard = async () => {
      while (heard.at < startedAtMs) await wait(1);
      return true;
    };
    await Promise.race([isHeard(), wait(seenWithinMs)]);
    events.push(heard.at - startedAtMs);
    const expected = label.customers + change + 1;
    const isRight = async () => {
      const { labels } = await person.read<LabelList>(`/api/pages/${pageId}/labels`);
      return labels.find(({ labelId }) => labelId === label.id)!.customers === expected;
    };
    if (!(await until(isRight, seenWithinMs))) throw new Error("the number did not become right");
    numbers.push(performance.now() - startedAtMs);
    await wait(changeEveryMs);
  }
  stream.stop();
  return { changes, untilEventMs: toMeasured(events), untilNumberMs: toMeasured(numbers) };
}
