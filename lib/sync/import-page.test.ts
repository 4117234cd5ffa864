import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type Truth, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

const truthOf = (pageId: string) => world.control<Truth>("GET", `truth?page=${pageId}`);

test("an import ends with exactly the labels that the Page has, in either era", async () => {
  for (const profile of ["current", "legacy"]) {
    const { pageId } = await world.connect({ profile, customers: 130, hasOddAccounts: true });
    await world.drain();
    expect(await readCachedLabels(pageId)).toEqual(toLabels(await truthOf(pageId)));
  }
});

test("an import that the Graph interrupts goes on where it was, and says why it waits", async () => {
  const { db } = await import("../db");
  const { getSyncStatus } = await import("./data");
  const { pageId } = await world.connect({ customers: 130 });
  await world.control("POST", "faults", {
    pageId,
    kind: "error",
    path: "custom_labels",
    error: { code: 80006, isTransient: true },
  });
  await world.drain();
  const waiting = await getSyncStatus(pageId as never);
  expect(waiting.import).toMatchObject({ state: "running" });
  expect(waiting.import.trouble).toMatch(/slow down/);
  expect(waiting.inStep).toBe(false);

  await world.control("DELETE", `faults?page=${pageId}`);
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
  await world.drain();
  expect(await getSyncStatus(pageId as never)).toMatchObject({
    inStep: true,
    import: { state: "done", trouble: null },
  });
  expect(await readCachedLabels(pageId)).toEqual(toLabels(await truthOf(pageId)));
});

test("an import that a person has to mend stops, and says what to do", async () => {
  const { getSyncStatus } = await import("./data");
  const { pageId } = await world.connect();
  await world.control("POST", "faults", {
    pageId,
    kind: "error",
    path: "",
    error: { code: 2, subcode: 2018344 },
  });
  await world.drain();
  const { import: stopped } = await getSyncStatus(pageId as never);
  expect(stopped.state).toBe("failed");
  expect(stopped.trouble).toContain(`https://www.facebook.com/${pageId}/inbox/page_contact_tos/`);
});
