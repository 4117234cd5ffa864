import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type TestPage, type World } from "../../scripts/testing/world";

let world: World;
let page: TestPage;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
  page = await world.connect({ customers: 12, labels: [{ name: "A", share: 1 }, "B"] });
  await world.drain();
});
afterAll(() => world.close());

test("the export holds everyone whom the view shows, in its order, and nothing that a spreadsheet would run", async () => {
  const { db } = await import("../db");
  const { exportCustomers } = await import("./export-customers");
  await db().customer.update({
    where: { pageId_ordinal: { pageId: page.pageId, ordinal: 4 } },
    data: { name: '=HYPERLINK("http://evil.example","Click")' },
  });
  const filter = { op: "LABEL" as const, labelId: page.labels[0]!.id };
  let text = "";
  const lines = exportCustomers(page.pageId as never, { filter, sort: "name" });
  for await (const part of lines) text += part;
  const rows = text.trimEnd().split("\r\n");
  expect(rows).toHaveLength(13);
  expect(rows[0]).toBe("PSID,Name,Labels,Labels known,Last message (UTC),Window opened (UTC)");
  expect(rows.filter((row) => row.includes(`"'=HYPERLINK(""http://evil.example"",""Click"")"`))).toHaveLength(
    1,
  );
  expect(text).not.toMatch(/(^|,)"?=/m);
  const psids = rows.slice(1).map((row) => row.split(",")[0]);
  const stored = await db().customer.findMany({ where: { pageId: page.pageId }, select: { psid: true } });
  expect([...psids].sort()).toEqual(stored.map(({ psid }) => psid).sort());
});

test("changes are listed and exported by person, kind, place and day, and nobody else’s", async () => {
  const { db } = await import("../db");
  const { createLabel } = await import("../labels/mutations");
  const { exportActivity, listActivity } = await import("../activity/data");
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  await createLabel(pageId, user.id, "Made here");
  const actions = async (filter: Parameters<typeof listActivity>[2]) =>
    (await listActivity(pageId, "admin", filter, null)).rows.map(({ action }) => action);
  expect(await actions({ kind: "label" })).toEqual(["label.created"]);
  expect(await actions({ userId: user.id, origin: "dashboard", kind: "label" })).toEqual(["label.created"]);
  expect(await actions({ origin: "job" })).not.toContain("label.created");
  expect(await actions({ until: "2020-01-01" })).toEqual([]);
  expect(await actions({ from: "2020-01-01" })).toContain("label.created");
  let text = "";
  for await (const part of exportActivity(pageId, { kind: "label" })) text += part;
  expect(text.trimEnd().split("\r\n")).toHaveLength(2);
  expect(text).toContain("Made here");
});
