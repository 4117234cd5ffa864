import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { keepWorkers } from "../../scripts/chaos/kept-workers";
import { createRandom } from "../../scripts/chaos/random";
import { until } from "../../scripts/chaos/until";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type Truth, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const endsWithinMs = 120_000;

test("killed in one step after another, a rename ends with exactly the people who had the old label, one label of the new name, and nothing of the old", async () => {
  const { db } = await import("../db");
  const { startRename } = await import("./mutations");
  const { saveSegment } = await import("../segments/mutations");
  const page = await world.connect({ customers: 200, labels: [{ name: "A", share: 0.9 }, "B"] });
  await world.drain();
  const truth = () =>
    world.control<Truth & { labels: { id: string; name: string }[] }>("GET", `truth?page=${page.pageId}`);
  const oldId = page.labels[0]!.id;
  const had = (await truth()).customers.filter(
    ({ labelIds, labelsReadable }) => labelsReadable && labelIds.includes(oldId),
  );
  const user = await db().user.findFirstOrThrow();
  const pageId = page.pageId as never;
  const segment = await saveSegment(pageId, user.id, {
    name: "S",
    predicate: { op: "LABEL", labelId: oldId },
  });
  const seed = Date.now() % 1_000_000_000;
  const random = createRandom(seed);
  const logFolder = await mkdtemp(join(tmpdir(), "labelcast-move-"));
  const workers = await keepWorkers(1, { graphUrl: world.emulator.url, logFolder, random });
  try {
    const { jobId } = await startRename(pageId, user.id, oldId, "Alpha");
    const look = () => db().job.findUniqueOrThrow({ where: { id: jobId } });
    const isOver = async () => (await look()).state === "done";
    const killedIn = new Set<string>();
    // Each time it is seen in a step in which it was not killed yet, it is, without warning.
    await until(async () => {
      const { phase, state } = await look();
      if (state === "running" && phase !== null && !killedIn.has(phase)) {
        killedIn.add(phase);
        await random.pick(workers.workers).kill();
      }
      return isOver();
    }, endsWithinMs);
    expect(await isOver(), `seed ${seed}`).toBe(true);
    expect(killedIn.size).toBeGreaterThan(2);
  } finally {
    await workers.stop();
    await rm(logFolder, { recursive: true, force: true });
  }
  await world.settle();
  const after = await truth();
  const made = after.labels.filter(({ name }) => name === "Alpha");
  expect(made).toHaveLength(1);
  expect(after.labels.some(({ name }) => name === "A")).toBe(false);
  const have = after.customers.filter(({ labelIds }) => labelIds.includes(made[0]!.id));
  expect(have.map(({ psid }) => psid).sort()).toEqual(had.map(({ psid }) => psid).sort());
  expect(await readCachedLabels(page.pageId)).toEqual(toLabels(after));
  const stored = await db().segment.findUniqueOrThrow({ where: { id: segment.id } });
  expect(stored.predicate).toEqual({ op: "LABEL", labelId: made[0]!.id });
}, 240_000);
