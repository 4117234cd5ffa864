import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("the size of a segment is measured at each save and once a day, and unknown where it could not be counted", async () => {
  const { saveSegment } = await import("./mutations");
  const { listRecentSizes, listSizes } = await import("./sizes");
  const { createLabel } = await import("../labels/mutations");
  const { db } = await import("../db");
  const { handlers } = await import("../jobs/handlers/all");
  const page = await world.connect({ customers: 40, labels: [{ name: "A", share: 0.5 }] });
  await world.drain();
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  const labelId = page.labels[0]!.id;
  const { id } = await saveSegment(pageId, user.id, { name: "A", predicate: { op: "LABEL", labelId } });
  const known = await db().customer.count({ where: { pageId, labelsKnown: true } });
  const carrying = await db().assignment.count({ where: { pageId } });
  await saveSegment(pageId, user.id, {
    id,
    name: "Not A",
    predicate: { op: "NOT", operand: { op: "LABEL", labelId } },
  });
  const daily = () => handlers["measure-segments"]({}, { holder: "test", abortSignal: undefined });
  await daily();
  const { labelId: gone } = await createLabel(pageId, user.id, "Gone");
  await db().segment.update({ where: { id }, data: { predicate: { op: "LABEL", labelId: gone } } });
  await db().label.deleteMany({ where: { labelId: gone } });
  await daily();

  const sizes = await listSizes(pageId, id);
  expect(sizes.map(({ people }) => people)).toEqual([carrying, known - carrying, known - carrying, null]);
  expect(await listRecentSizes(pageId)).toEqual([{ segmentId: id, sizes }]);
});
