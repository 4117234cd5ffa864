import { setTimeout as wait } from "node:timers/promises";
import { until } from "../scripts/chaos/until";
import type { Stack } from "../scripts/launch/stack";
import { measure, toMeasured } from "./measure";
import { openDemo, pageId, withProduct } from "./open-product";
import { signIn, type SignedIn } from "./signed-in";

const changes = 200;
/** Apart, as a person in the Facebook inbox is: each change is told by itself. */
const changeEveryMs = 60;
const seenWithinMs = 10_000;

interface LabelList {
  labels: { labelId: string; customers: number }[];
}
interface Truth {
  labels: { id: string; customers: number }[];
  customers: { psid: string; labelIds: string[]; labelsReadable: boolean }[];
}

console.log(JSON.stringify({ case: "live", ...(await withProduct(["--seed", "demo"], run)) }));
process.exit(0);

async function run(stack: Stack) {
  const { url, emulatorUrl } = stack;
  const { importSeconds } = await openDemo(stack);
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
