import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";

let world: World;
let page: TestPage;
let userId: string;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
  const { db } = await import("../db");
  page = await world.connect({ customers: 2 });
  // Without echoes of our own changes nothing but we ourselves can tell that two of them crossed.
  await world.control("POST", "switches", { pageId: page.pageId, echoOwnLabelWrites: false });
  await world.drain();
  userId = (await db().user.findFirstOrThrow()).id;
});
afterAll(() => world.close());

const truth = () => world.control<Truth>("GET", `truth?page=${page.pageId}`);

async function isInDoubt(): Promise<boolean> {
  const { db } = await import("../db");
  return (await db().customer.count({ where: { pageId: page.pageId, labelsDoubtful: true } })) > 0;
}

test("however several people change one customer’s labels at once, we end with what the Page has", async () => {
  const { changeLabel } = await import("./mutations");
  const { psid } = (await truth()).customers[0]!;
  const change = fc.record({
    action: fc.constantFrom("assign" as const, "remove" as const),
    label: fc.nat({ max: page.labels.length - 1 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 6 }), async (changes) => {
      await Promise.allSettled(
        changes.map(({ action, label }) =>
          changeLabel(page.pageId as never, userId, { action, psid, labelId: page.labels[label]!.id }),
        ),
      );
      await world.drain();
      expect(await readCachedLabels(page.pageId)).toEqual(toLabels(await truth()));
      expect(await isInDoubt()).toBe(false);
    }),
    { numRuns: 25 },
  );
});

test("a change by itself leaves no doubt, nor does one that the Page refuses", async () => {
  const { changeLabel } = await import("./mutations");
  const { psid, labelIds } = (await truth()).customers[1]!;
  const labelId = page.labels.find(({ id }) => !labelIds.includes(id))!.id;
  const assign = () => changeLabel(page.pageId as never, userId, { action: "assign", psid, labelId });
  await world.control("POST", "faults", {
    pageId: page.pageId,
    kind: "error",
    path: `${labelId}/label`,
    count: 1,
    error: { code: 100 },
  });
  await expect(assign()).rejects.toMatchObject({ code: "graph-refused" });
  expect(await isInDoubt()).toBe(false);
  await assign();
  expect(await isInDoubt()).toBe(false);
});

test("when we are killed in the middle of a change, the labels are read again once it must be over", async () => {
  const { db } = await import("../db");
  const { graphOf } = await import("../facebook-pages/data");
  const { beginOwnLabelChange } = await import("./own-label-change");
  const { psid, labelIds } = (await truth()).customers[1]!;
  const [customer] = await db().customer.findMany({ where: { pageId: page.pageId, psid } });
  // What a killed process leaves behind: the change was begun, made on the Page, and never ended.
  await beginOwnLabelChange(page.pageId as never, customer!.ordinal);
  await (await graphOf(page.pageId as never)).removeLabel(labelIds[0]!, psid);
  await world.drain();
  expect(await isInDoubt()).toBe(true);

  await db().$executeRaw`UPDATE customer SET labels_settle_at = now()`;
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
  await world.drain();
  expect(await isInDoubt()).toBe(false);
  expect(await readCachedLabels(page.pageId)).toEqual(toLabels(await truth()));
});
