import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

/** What the facts do not confirm of the platform is a switch in the emulator: the product must be right either way. */
const unconfirmed = {
  echoOwnLabelWrites: [true, false],
  doubleAssign: ["success", "error"],
  deleteUsedLabel: ["events", "silent"],
  duplicateNames: ["allow", "refuse"],
  oneEventAPost: [true, false],
} as const;

const cases = Object.entries(unconfirmed).flatMap(([name, values]) =>
  values.map((value) => [name, value] as const),
);

describe.each(cases)("when the platform’s %s is %s", (name, value) => {
  test("labels that we create, put on, take off and delete end as they are on the Page", async () => {
    const { changeLabel } = await import("./mutations");
    const { createLabel, deleteLabel } = await import("../labels/mutations");
    const { db } = await import("../db");
    const page: TestPage = await world.connect({ customers: 6 });
    await world.control("POST", "switches", { pageId: page.pageId, [name]: value });
    await world.drain();
    const pageId = page.pageId as never;
    const user = await db().user.findFirstOrThrow();
    const truth = () => world.control<Truth>("GET", `truth?page=${page.pageId}`);
    const [first, second] = (await truth()).customers;

    const { labelId } = await createLabel(pageId, user.id, "Espresso");
    for (const { psid } of [first!, second!, first!]) {
      await changeLabel(pageId, user.id, { action: "assign", psid, labelId }).catch((error: unknown) => {
        // The second time on the same customer may be refused: then nothing changes.
        if (value !== "error") throw error;
      });
    }
    await changeLabel(pageId, user.id, { action: "remove", psid: second!.psid, labelId });
    await world.settle();
    expect(await readCachedLabels(page.pageId)).toEqual(toLabels(await truth()));

    await deleteLabel(pageId, user.id, labelId);
    await world.settle();
    expect(await readCachedLabels(page.pageId)).toEqual(toLabels(await truth()));
    expect(await db().label.count({ where: { pageId: page.pageId, labelId } })).toBe(0);
  });
});

test("a lost answer leaves a doubt, and the doubt is settled by reading the Page", async () => {
  const { changeLabel } = await import("./mutations");
  const { db } = await import("../db");
  const page = await world.connect({ customers: 3 });
  await world.control("POST", "switches", { pageId: page.pageId, echoOwnLabelWrites: false });
  await world.drain();
  const user = await db().user.findFirstOrThrow();
  const truth = () => world.control<Truth>("GET", `truth?page=${page.pageId}`);
  const { psid, labelIds } = (await truth()).customers[0]!;
  const labelId = page.labels.find(({ id }) => !labelIds.includes(id))!.id;
  await world.control("POST", "faults", {
    pageId: page.pageId,
    kind: "drop-after-effect",
    path: `${labelId}/label`,
    count: 1,
  });
  await expect(
    changeLabel(page.pageId as never, user.id, { action: "assign", psid, labelId }),
  ).rejects.toMatchObject({ code: "graph-outcome-unknown" });
  await world.drain();
  expect((await readCachedLabels(page.pageId))[psid]).toContain(labelId);
  expect(await readCachedLabels(page.pageId)).toEqual(toLabels(await truth()));
});
