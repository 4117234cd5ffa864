import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";

let world: World;
let page: TestPage;
let userId: string;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
  const { db } = await import("../db");
  page = await world.connect({ customers: 4 });
  await world.drain();
  userId = (await db().user.findFirstOrThrow()).id;
});
afterAll(() => world.close());

const truth = () => world.control<Truth>("GET", `truth?page=${page.pageId}`);

test("a label says who put it on: a person here, somebody in Facebook, or that it was there before the import", async () => {
  const { changeLabel } = await import("./mutations");
  const { createLabel } = await import("../labels/mutations");
  const { getCustomerProfile } = await import("./one-customer");
  const pageId = page.pageId as never;
  const { psid, labelIds } = (await truth()).customers.find((one) => one.labelIds.length > 0)!;
  const here = await createLabel(pageId, userId, "Put on here");
  const there = await createLabel(pageId, userId, "Put on there");
  await changeLabel(pageId, userId, { action: "assign", psid, labelId: here.labelId });
  await world.control("POST", `pages/${page.pageId}/inbox-labels`, {
    psid,
    labelId: there.labelId,
    action: "add",
  });
  await world.settle();
  const { labels } = await getCustomerProfile(pageId, psid);
  const sourceOf = (id: string) => labels.find(({ labelId }) => labelId === id);
  expect(sourceOf(here.labelId)).toMatchObject({ source: { kind: "person", name: "Admin" } });
  expect(sourceOf(there.labelId)).toMatchObject({ source: { kind: "facebook" } });
  expect(sourceOf(labelIds[0]!)).toEqual({
    labelId: labelIds[0],
    source: { kind: "before-import" },
    at: null,
  });
});

test("the history keeps what was taken off, and the name of a label that is gone", async () => {
  const { changeLabel } = await import("./mutations");
  const { createLabel, deleteLabel } = await import("../labels/mutations");
  const { listLabelHistory } = await import("./one-customer");
  const pageId = page.pageId as never;
  const { psid } = (await truth()).customers[1]!;
  const { labelId } = await createLabel(pageId, userId, "Soon gone");
  await changeLabel(pageId, userId, { action: "assign", psid, labelId });
  await changeLabel(pageId, userId, { action: "remove", psid, labelId });
  await deleteLabel(pageId, userId, labelId);
  const { rows } = await listLabelHistory(pageId, psid, null);
  expect(rows.slice(0, 2)).toMatchObject([
    { isAssigned: false, labelName: "Soon gone", source: { kind: "person", name: "Admin" } },
    { isAssigned: true, labelName: "Soon gone" },
  ]);
});

test("a Page can be disconnected with all its histories", async () => {
  const { db } = await import("../db");
  const other = await world.connect({ customers: 2 });
  await world.drain();
  await db().page.delete({ where: { id: other.pageId } });
  expect(await db().labelHistory.count({ where: { pageId: other.pageId } })).toBe(0);
  expect(await db().formerLabel.count({ where: { pageId: other.pageId } })).toBe(0);
});

test("the conversation is read from Facebook as it was written, and its trouble is told in words", async () => {
  const { readConversation } = await import("./conversation");
  const pageId = page.pageId as never;
  const { psid } = (await truth()).customers[0]!;
  const text = '<script>alert("x")</script> \u202Eevil\u202C {first_name} 🦊';
  await world.control("POST", `pages/${page.pageId}/customers/${psid}/write`, { text });
  const { messages } = await readConversation(pageId, psid);
  expect(messages.at(-1)).toMatchObject({ isFromPage: false, text });
  await world.control("POST", "faults", {
    pageId: page.pageId,
    kind: "error",
    path: "conversations",
    count: 1,
    error: { code: 190 },
  });
  await expect(readConversation(pageId, psid)).rejects.toMatchObject({ code: "graph-token" });
});

test("a customer who is not on the Page is said to be unknown", async () => {
  const { getCustomerProfile } = await import("./one-customer");
  await expect(getCustomerProfile(page.pageId as never, "1")).rejects.toMatchObject({
    code: "customer-unknown",
  });
});
