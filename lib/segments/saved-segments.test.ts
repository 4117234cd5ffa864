import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";
import type { Predicate } from "../domain/predicate";
import { matches } from "../domain/predicate";

let world: World;
let page: TestPage;
let userId: string;
let [a, b, c]: Predicate[] = [];
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
  const { db } = await import("../db");
  page = await world.connect({
    customers: 60,
    labels: [
      { name: "A", share: 0.5 },
      { name: "B", share: 0.5 },
      { name: "C", share: 0.5 },
    ],
  });
  await world.drain();
  userId = (await db().user.findFirstOrThrow()).id;
  [a, b, c] = page.labels.map(({ id }): Predicate => ({ op: "LABEL", labelId: id }));
});
afterAll(() => world.close());

const pageId = () => page.pageId as never;

async function countTruth(predicate: Predicate): Promise<number> {
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  return customers.filter((one) => one.labelsReadable && matches(predicate, new Set(one.labelIds))).length;
}

test("every change of a segment is kept as a version, with the people by which it differs from the present one", async () => {
  const { saveSegment } = await import("./mutations");
  const { listVersions } = await import("./versions");
  const { id } = await saveSegment(pageId(), userId, { name: "First", predicate: a! });
  const anyOf: Predicate = { op: "OR", operands: [b!, c!] };
  await saveSegment(pageId(), userId, { id, name: "Second", predicate: anyOf });
  // Nothing changed, so there is no version.
  await saveSegment(pageId(), userId, { id, name: "Second", predicate: anyOf });

  const { rows, present, nextCursor } = await listVersions(pageId(), id, null);
  expect(rows.map(({ number, name, savedBy }) => [number, name, savedBy])).toEqual([
    [2, "Second", "Admin"],
    [1, "First", "Admin"],
  ]);
  expect(present).toEqual(anyOf);
  expect(nextCursor).toBeNull();
  expect(rows[0]!.difference).toEqual({ added: 0, removed: 0 });
  const without = (some: Predicate, others: Predicate): Predicate => ({
    op: "AND",
    operands: [some, { op: "NOT", operand: others }],
  });
  expect(rows[1]!.difference).toEqual({
    added: await countTruth(without(anyOf, a!)),
    removed: await countTruth(without(a!, anyOf)),
  });
});

test("a version that is brought back becomes a new version, and nothing is lost", async () => {
  const { restoreVersion, saveSegment } = await import("./mutations");
  const { getSegment } = await import("./data");
  const { listVersions } = await import("./versions");
  const { id } = await saveSegment(pageId(), userId, { name: "Kept name", predicate: a! });
  await saveSegment(pageId(), userId, { id, name: "New name", predicate: b! });
  const { updatedAt } = await getSegment(pageId(), id);
  await restoreVersion(pageId(), userId, { id, number: 1, basedOn: updatedAt });

  expect(await getSegment(pageId(), id)).toMatchObject({ name: "New name", predicate: a });
  const { rows } = await listVersions(pageId(), id, null);
  expect(rows.map(({ number, restoredFrom }) => [number, restoredFrom])).toEqual([
    [3, 1],
    [2, null],
    [1, null],
  ]);
  // Somebody who looked before that is told.
  await expect(restoreVersion(pageId(), userId, { id, number: 2, basedOn: updatedAt })).rejects.toMatchObject(
    { code: "segment-changed" },
  );
  await expect(restoreVersion(pageId(), userId, { id, number: 9, basedOn: updatedAt })).rejects.toMatchObject(
    { code: "segment-version-unknown" },
  );
});

test("a version with a label that is gone can be neither compared nor brought back, and says so", async () => {
  const { createLabel, deleteLabel } = await import("../labels/mutations");
  const { restoreVersion, saveSegment } = await import("./mutations");
  const { getSegment } = await import("./data");
  const { listVersions } = await import("./versions");
  const { labelId } = await createLabel(pageId(), userId, "Short-lived");
  const { id } = await saveSegment(pageId(), userId, { name: "S", predicate: { op: "LABEL", labelId } });
  await saveSegment(pageId(), userId, { id, name: "S", predicate: a! });
  await deleteLabel(pageId(), userId, labelId);

  const { rows } = await listVersions(pageId(), id, null);
  expect(rows.map(({ difference }) => difference)).toEqual([{ added: 0, removed: 0 }, null]);
  const { updatedAt } = await getSegment(pageId(), id);
  await expect(restoreVersion(pageId(), userId, { id, number: 1, basedOn: updatedAt })).rejects.toMatchObject(
    { code: "predicate-wrong" },
  );
});

test("a segment that always selects the same people is found, one that only does today is not", async () => {
  const { saveSegment } = await import("./mutations");
  const { listTwins } = await import("./data");
  const not = (operand: Predicate): Predicate => ({ op: "NOT", operand });
  const { id } = await saveSegment(pageId(), userId, {
    name: "Twin",
    predicate: { op: "AND", operands: [b!, c!] },
  });
  const same = not({ op: "OR", operands: [not(c!), not(b!)] });
  expect(await listTwins(pageId(), same, null)).toEqual([{ id, name: "Twin" }]);
  expect(await listTwins(pageId(), same, id)).toEqual([]);
  // Nobody has both a label and not: of the same size as this, yet not the same.
  const nobodyToday: Predicate = { op: "AND", operands: [a!, b!, c!, not(a!)] };
  await saveSegment(pageId(), userId, { name: "Nobody", predicate: nobodyToday });
  const alsoNobody = await listTwins(pageId(), { op: "AND", operands: [b!, not(b!)] }, null);
  expect(alsoNobody.map(({ name }) => name)).toEqual(["Nobody"]);
});

test("a segment that a broadcast still needs cannot be deleted, and every broadcast written for it is named", async () => {
  const { deleteSegment, saveSegment } = await import("./mutations");
  const { listUses } = await import("./data");
  const { db } = await import("../db");
  const { id } = await saveSegment(pageId(), userId, { name: "Used", predicate: a! });
  const shared = {
    pageId: page.pageId,
    content: { kind: "text", text: "" },
    predicate: a!,
    segmentId: id,
    ratePerSecond: 40,
  };
  const draft = await db().broadcast.create({ data: { ...shared, name: "Draft" } });
  const sent = await db().broadcast.create({ data: { ...shared, name: "Sent", state: "completed" } });
  expect((await listUses(pageId(), id)).map(({ name, isHolding }) => [name, isHolding])).toEqual([
    ["Sent", false],
    ["Draft", true],
  ]);
  await expect(deleteSegment(pageId(), userId, id)).rejects.toMatchObject({
    code: "segment-used",
    values: { count: 1 },
  });
  await db().broadcast.update({ where: { id: draft.id }, data: { state: "cancelled" } });
  await deleteSegment(pageId(), userId, id);
  expect(await db().segmentVersion.count({ where: { segmentId: id } })).toBe(0);
  expect((await db().broadcast.findUniqueOrThrow({ where: { id: sent.id } })).segmentId).toBeNull();
});
