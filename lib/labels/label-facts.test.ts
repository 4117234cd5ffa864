import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";

let world: World;
let page: TestPage;
let userId: string;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
  const { db } = await import("../db");
  page = await world.connect({ customers: 40, labels: [{ name: "A", share: 0.5 }, "B"] });
  await world.drain();
  userId = (await db().user.findFirstOrThrow()).id;
});
afterAll(() => world.close());

const pageId = () => page.pageId as never;
const dayMs = 86_400_000;

async function changeOf(at: number) {
  const { listLabelChanges } = await import("./changes");
  const { labels } = await listLabelChanges(pageId());
  return labels.find(({ labelId }) => labelId === page.labels[at]!.id)!;
}

test("how many got and lost a label is told for spans since the first import, and not for longer ones", async () => {
  const { changeLabel } = await import("../customers/mutations");
  const { db } = await import("../db");
  expect(await changeOf(0)).toMatchObject({ change7: null, change30: null, days: [] });
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  const labelId = page.labels[0]!.id;
  const without = customers
    .filter((one) => one.labelsReadable && !one.labelIds.includes(labelId))
    .slice(0, 3);
  for (const { psid } of without) await changeLabel(pageId(), userId, { action: "assign", psid, labelId });
  await changeLabel(pageId(), userId, { action: "remove", psid: without[0]!.psid, labelId });
  await world.settle();
  // Followed for ten days, and one of the changes was nine days ago.
  const importedAt = new Date(Date.now() - 10 * dayMs);
  await db().page.update({ where: { id: page.pageId }, data: { importedAt } });
  const oldest = await db().labelHistory.findFirstOrThrow({
    where: { pageId: page.pageId },
    orderBy: { id: "asc" },
  });
  await db().labelHistory.update({
    where: { id: oldest.id },
    data: { at: new Date(Date.now() - 9 * dayMs) },
  });
  expect(await changeOf(0)).toMatchObject({
    change7: 1,
    change30: null,
    days: [{ change: 1 }, { change: 1 }],
  });
  expect(await changeOf(1)).toMatchObject({ change7: 0, days: [] });
});

test("colour, description and group stay here, with what they were before, and survive what is read from Facebook", async () => {
  const { changeLabelLook, saveLabels } = await import("./mutations");
  const { listLabels } = await import("./data");
  const { db } = await import("../db");
  const [label] = page.labels;
  const look = { hue: "teal", description: "Bought twice", groupName: "Loyalty" } as const;
  await changeLabelLook(pageId(), userId, label!.id, look);
  await changeLabelLook(pageId(), userId, label!.id, look);
  await db().$transaction((transaction) =>
    saveLabels(transaction, pageId(), [{ id: label!.id, name: "A+" }]),
  );
  const row = (await listLabels(pageId())).labels.find(({ labelId }) => labelId === label!.id);
  expect(row).toMatchObject({
    name: "A+",
    hue: "teal",
    ownHue: "teal",
    description: "Bought twice",
    groupName: "Loyalty",
  });
  expect(
    await db().activity.findMany({ where: { pageId: page.pageId, action: "label.changed" } }),
  ).toMatchObject([{ before: { look: { hue: null, description: null, groupName: null } }, after: { look } }]);
});

test("everything that uses a label is named, a broadcast’s exclusions too, and what is over is not", async () => {
  const { saveSegment } = await import("../segments/mutations");
  const { listLabelUseRows } = await import("./data");
  const { db } = await import("../db");
  const labelId = page.labels[1]!.id;
  const predicate = { op: "LABEL", labelId } as const;
  const { id: segmentId } = await saveSegment(pageId(), userId, { name: "Bs", predicate });
  const shared = { pageId: page.pageId, content: { kind: "text", text: "Hello" }, ratePerSecond: 10 };
  const exclusions = { segments: [{ segmentId, predicate }], broadcastIds: [], contactedWithinDays: null };
  const draft = await db().broadcast.create({
    data: { ...shared, name: "Not to Bs", audienceKind: "everyone", exclusions },
  });
  await db().broadcast.create({ data: { ...shared, name: "Over", predicate, state: "completed" } });
  const uses = await listLabelUseRows(pageId());
  expect(uses.find((use) => use.labelId === labelId)).toEqual({
    labelId,
    segments: [{ id: segmentId, name: "Bs" }],
    broadcasts: [{ id: draft.id, name: "Not to Bs", state: "draft" }],
  });
});
