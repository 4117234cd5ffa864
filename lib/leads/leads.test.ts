import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type Truth, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const labels = ["Lead Complete", "Lead in Progress", "Other"];
const truthOf = (pageId: string) => world.control<Truth>("GET", `truth?page=${pageId}`);

async function open(size = { customers: 12 }) {
  const { db } = await import("../db");
  const page = await world.connect({ ...size, labels });
  await world.drain();
  const { customers } = await truthOf(page.pageId);
  const [complete, inProgress] = page.labels.map(({ id }) => id) as [string, string];
  const user = await db().user.findFirstOrThrow();
  return { ...page, customers, complete, inProgress, userId: user.id };
}

test("a lead that is moved has the new stage and not the old one, here and on Facebook, while webhooks come in", async () => {
  const { swapStage } = await import("./mutations");
  const { pageId, customers, complete, inProgress, userId } = await open();
  for (const { psid, labelIds } of customers) {
    if (!labelIds.includes(complete))
      await world.control("POST", `pages/${pageId}/inbox-labels`, { psid, labelId: complete, action: "add" });
  }
  await world.settle();
  await Promise.all([
    ...customers.map(({ psid }) =>
      swapStage(pageId as never, userId, { psid, from: "complete", to: "in-progress" }),
    ),
    world.settle(),
  ]);
  await world.settle();
  const real = toLabels(await truthOf(pageId));
  for (const labelIds of Object.values(real)) {
    expect(labelIds).toContain(inProgress);
    expect(labelIds).not.toContain(complete);
  }
  expect(await readCachedLabels(pageId)).toEqual(real);
});

test("leads stand with the newest first, and what was there before the import says so", async () => {
  const { listLeads } = await import("./data");
  const { pageId, customers, complete } = await open();
  const before = customers.filter(({ labelIds }) => labelIds.includes(complete));
  const fresh = customers.filter(({ labelIds }) => !labelIds.includes(complete)).slice(0, 2);
  for (const { psid } of fresh) {
    await world.control("POST", `pages/${pageId}/inbox-labels`, { psid, labelId: complete, action: "add" });
    await world.settle();
  }
  const { rows, stages } = await listLeads(pageId as never, "complete", null);
  expect(rows.slice(0, 2).map(({ customer }) => customer.psid)).toEqual(
    fresh.map(({ psid }) => psid).reverse(),
  );
  expect(rows.map(({ setAt }) => setAt === null)).toEqual([false, false, ...before.map(() => true)]);
  expect(stages.find(({ stage }) => stage === "complete")?.people).toBe(rows.length);
  expect(stages.find(({ stage }) => stage === "incomplete")?.labelId).toBeNull();
  const wrote = rows.slice(2).map(({ customer }) => Date.parse(customer.lastMessageAt ?? ""));
  expect(wrote).toEqual(wrote.toSorted((one, other) => other - one));
});

test("page after page shows every lead once, over the border between those from before the import and later ones", async () => {
  const { listLeads } = await import("./data");
  const { leadsPageLength } = await import("./schema");
  const { pageId, customers, complete } = await open({ customers: 8 * leadsPageLength });
  const fresh = customers.filter(({ labelIds }) => !labelIds.includes(complete)).slice(0, 3);
  for (const { psid } of fresh)
    await world.control("POST", `pages/${pageId}/inbox-labels`, { psid, labelId: complete, action: "add" });
  await world.settle();
  const psids: string[] = [];
  let cursor: string | null = null;
  do {
    const { rows, nextCursor }: Awaited<ReturnType<typeof listLeads>> = await listLeads(
      pageId as never,
      "complete",
      cursor,
    );
    psids.push(...rows.map(({ customer }) => customer.psid));
    cursor = nextCursor;
  } while (cursor !== null);
  const all = customers.filter(({ labelIds }) => labelIds.includes(complete)).concat(fresh);
  expect(psids.toSorted()).toEqual(all.map(({ psid }) => psid).toSorted());
  expect(psids.length).toBeGreaterThan(leadsPageLength);
  expect(psids.slice(0, 3).toSorted()).toEqual(fresh.map(({ psid }) => psid).toSorted());
});

test("a stage without a label on the Page is refused by name, and nothing is changed", async () => {
  const { swapStage } = await import("./mutations");
  const { pageId, customers, userId } = await open();
  const before = toLabels(await truthOf(pageId));
  const swap = { psid: customers[0]!.psid, from: "complete", to: "disqualified" } as const;
  await expect(swapStage(pageId as never, userId, swap)).rejects.toMatchObject({
    code: "lead-stage-missing",
    values: { name: "Lead Disqualified" },
  });
  expect(toLabels(await truthOf(pageId))).toEqual(before);
});
