import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";
import type { Predicate } from "../domain/predicate";

let world: World;
let page: TestPage;
let userId: string;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
  const { db } = await import("../db");
  page = await world.connect({
    customers: 90,
    labels: [
      { name: "A", share: 0.8 },
      { name: "B", share: 0.5 },
    ],
  });
  await world.drain();
  userId = (await db().user.findFirstOrThrow()).id;
});
afterAll(() => world.close());

const pageId = () => page.pageId as never;
const carriesA = (): Predicate => ({ op: "LABEL", labelId: page.labels[0]!.id });

async function listPsids(id: string): Promise<string[]> {
  const { listFrozenPeople } = await import("./data");
  const psids: string[] = [];
  for (let cursor: string | null = null; ;) {
    const part: Awaited<ReturnType<typeof listFrozenPeople>> = await listFrozenPeople(pageId(), id, cursor);
    psids.push(...part.rows.map(({ psid }) => psid));
    if (part.nextCursor === null) return psids;
    cursor = part.nextCursor;
  }
}

test("a frozen list keeps its people while their labels change, and those who are deleted drop out of it", async () => {
  const { freezePeople } = await import("./mutations");
  const { getFrozenList } = await import("./data");
  const { changeLabel } = await import("../customers/mutations");
  const { db } = await import("../db");
  const { customers } = await world.control<Truth>("GET", `truth?page=${page.pageId}`);
  const labelId = page.labels[0]!.id;
  const then = customers.filter((one) => one.labelsReadable && one.labelIds.includes(labelId));
  const draft = { name: "Then", predicate: carriesA(), segmentId: null };
  const { id, people } = await freezePeople(pageId(), userId, draft);
  expect(people).toBe(then.length);
  expect((await listPsids(id)).sort()).toEqual(then.map(({ psid }) => psid).sort());

  const [taken, deleted] = then;
  const outsider = customers.find((one) => one.labelsReadable && !one.labelIds.includes(labelId))!;
  await changeLabel(pageId(), userId, { action: "remove", psid: taken!.psid, labelId });
  await changeLabel(pageId(), userId, { action: "assign", psid: outsider.psid, labelId });
  await db().customer.delete({ where: { pageId_psid: { pageId: page.pageId, psid: deleted!.psid } } });

  expect(await getFrozenList(pageId(), id)).toMatchObject({
    peopleThen: then.length,
    people: then.length - 1,
    difference: { added: 1, removed: 1 },
  });
  const left = then.filter((one) => one !== deleted).map(({ psid }) => psid);
  expect((await listPsids(id)).sort()).toEqual(left.sort());
});

test("a list outlives its segment and its labels, and can be deleted", async () => {
  const { freezePeople, deleteFrozenList } = await import("./mutations");
  const { getFrozenList } = await import("./data");
  const { createLabel, deleteLabel } = await import("../labels/mutations");
  const { deleteSegment, saveSegment } = await import("../segments/mutations");
  const { labelId } = await createLabel(pageId(), userId, "Short-lived");
  const predicate: Predicate = { op: "NOT", operand: { op: "LABEL", labelId } };
  const segment = await saveSegment(pageId(), userId, { name: "S", predicate });
  const { id, people } = await freezePeople(pageId(), userId, {
    name: "L",
    predicate,
    segmentId: segment.id,
  });
  expect((await getFrozenList(pageId(), id)).segment).toEqual({ id: segment.id, name: "S" });
  await deleteSegment(pageId(), userId, segment.id);
  await deleteLabel(pageId(), userId, labelId);
  expect(await getFrozenList(pageId(), id)).toMatchObject({ segment: null, people, difference: null });
  await deleteFrozenList(pageId(), userId, id);
  await expect(getFrozenList(pageId(), id)).rejects.toMatchObject({ code: "frozen-list-unknown" });
});

test("nobody cannot be frozen, and a list without a name is not made", async () => {
  const { freezePeople } = await import("./mutations");
  const nobody: Predicate = { op: "AND", operands: [carriesA(), { op: "NOT", operand: carriesA() }] };
  const draft = { name: "Nobody", predicate: nobody, segmentId: null };
  await expect(freezePeople(pageId(), userId, draft)).rejects.toMatchObject({ code: "frozen-list-nobody" });
  await expect(
    freezePeople(pageId(), userId, { name: " ", predicate: carriesA(), segmentId: null }),
  ).rejects.toMatchObject({ code: "frozen-list-name-empty", field: "name" });
});
