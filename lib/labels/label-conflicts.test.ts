import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type TestPage, type World } from "../../scripts/testing/world";

let world: World;
let page: TestPage;
let userId: string;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
  const { db } = await import("../db");
  page = await world.connect({ customers: 3 });
  await world.drain();
  userId = (await db().user.findFirstOrThrow()).id;
});
afterAll(() => world.close());

test("of two people who create a label of one name at once, at least one is told", async () => {
  const { createLabel } = await import("./mutations");
  await world.control("POST", "switches", { pageId: page.pageId, duplicateNames: "allow" });
  const create = () => createLabel(page.pageId as never, userId, "Espresso");
  const results = await Promise.allSettled([create(), create()]);
  const refused = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason as unknown] : [],
  );
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatchObject({ code: expect.stringMatching(/^label-name-(twin|taken)$/) as string });
});

test("two people who delete a label at once both find it deleted, and it is told once", async () => {
  const { createLabel, deleteLabel } = await import("./mutations");
  const { db } = await import("../db");
  const { labelId } = await createLabel(page.pageId as never, userId, "Short-lived");
  await Promise.all([1, 2].map(() => deleteLabel(page.pageId as never, userId, labelId)));
  expect(await db().label.count({ where: { pageId: page.pageId, labelId } })).toBe(0);
  expect(await db().activity.count({ where: { pageId: page.pageId, action: "label.deleted" } })).toBe(1);
});

test("a label cannot be deleted while a broadcast that is not over selects by it", async () => {
  const { deleteLabel } = await import("./mutations");
  const { db } = await import("../db");
  const { id: labelId } = page.labels[0]!;
  const { id } = await db().broadcast.create({
    data: {
      pageId: page.pageId,
      name: "Autumn",
      content: { kind: "text", text: "Hello" },
      predicate: { op: "LABEL", labelId },
      ratePerSecond: 10,
      state: "sending",
    },
  });
  const remove = () => deleteLabel(page.pageId as never, userId, labelId);
  await expect(remove()).rejects.toMatchObject({
    code: "label-used-broadcasts",
    values: { names: "“Autumn”" },
  });
  await db().broadcast.update({ where: { id }, data: { state: "completed" } });
  await remove();
  expect(await db().label.count({ where: { pageId: page.pageId, labelId } })).toBe(0);
});
