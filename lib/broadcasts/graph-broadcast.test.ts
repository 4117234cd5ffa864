import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { noExclusions } from "../domain/broadcast-audience";
import { toOnePredicate } from "../domain/broadcast-way";
import { toBroadcastAudience } from "../domain/predicate-targeting";
import type { Predicate } from "../domain/predicate";
import {
  allOf,
  openBroadcastWorld,
  openLegacyPage,
  setSettings,
  wanted,
  type BroadcastWorld,
} from "./broadcast-world.fixture";

let world: BroadcastWorld;
beforeAll(async () => {
  world = await openBroadcastWorld(inject("serverUrl"));
});
afterAll(() => world.close());

interface Got {
  psid: string;
  messages: { broadcastId: string | null; text: string }[];
}

const openLegacy = (customers: number) => openLegacyPage(world, customers);
const plain = {
  ...{ isCanary: false, tooLateAt: null, frozenListId: null },
  audienceKind: "predicate",
} as const;
const received = (pageId: string) => world.control<Got[]>("GET", `received?page=${pageId}`);

test("for 200 random predicates Facebook’s recipients are the audience that was predicted", async () => {
  const { compileBroadcast } = await import("./compile-broadcast");
  const { graphOf } = await import("../facebook-pages/data");
  const page = await openLegacy(60);
  const pageId = page.pageId as never;
  const graph = await graphOf(pageId);
  const leaf = fc.constantFrom(...page.labels.map(({ id }): Predicate => ({ op: "LABEL", labelId: id })));
  const { tree } = fc.letrec<{ tree: Predicate }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ op: fc.constant("NOT" as const), operand: tie("tree") }),
      fc.record({
        op: fc.constantFrom("AND" as const, "OR" as const),
        operands: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
      }),
    ),
  }));
  const excluded = fc.option(leaf, { nil: null });
  const messageCreativeId = await graph.createMessageCreative({ text: "Hello" });
  const predicted = new Map<string, string[]>();
  const { db } = await import("../db");
  const customers = await db().customer.findMany({ where: { pageId: page.pageId } });
  const psidOf = new Map(customers.map(({ ordinal, psid }) => [ordinal, psid]));
  for (const [predicate, left] of fc.sample(fc.tuple(tree, excluded), 200)) {
    const segments = left === null ? [] : [{ segmentId: "x", predicate: left }];
    const exclusions = { ...noExclusions, segments };
    const content = { kind: "text", text: "Hello" } as const;
    const letter = { predicate, exclusions, tag: null, content, ...wanted, ...plain };
    const audience = await compileBroadcast(pageId, letter);
    expect(audience.decision).toEqual({ way: "broadcast-api" });
    const id = await graph.sendBroadcast({
      messageCreativeId,
      audience: toBroadcastAudience(toOnePredicate(predicate, exclusions)!),
    });
    predicted.set(
      id,
      Array.from(audience.listReceivers(), (ordinal) => psidOf.get(ordinal)!),
    );
  }
  const newest = [...predicted.keys()].at(-1)!;
  await expect.poll(async () => (await graph.getBroadcast(newest)).status).toBe("FINISHED");
  const got = new Map<string, string[]>([...predicted.keys()].map((id) => [id, []]));
  for (const { psid, messages } of await received(page.pageId))
    for (const { broadcastId } of messages) got.get(broadcastId!)!.push(psid);
  for (const [id, psids] of predicted) expect(got.get(id)!.sort()).toEqual(psids.sort());
}, 120_000);

test("a broadcast through the Broadcast API is one call, with each one’s name in it, and Facebook’s number is shown", async () => {
  const page = await openLegacy(20);
  const id = await world.start(page, allOf(page), "Hi {first_name|there}!", wanted);
  await world.drainAll();
  await expect
    .poll(async () => {
      await world.drainAll();
      return (await world.read(page, id)).state;
    })
    .toBe("completed");
  const broadcast = await world.read(page, id);
  const got = await received(page.pageId);
  expect(broadcast).toMatchObject({
    ...{ way: "broadcast-api", predicted: got.length, recipients: got.length },
    counts: { handed: got.length },
    graph: { isAsked: true, isUnknown: false, messagesSent: got.length, reach: got.length },
  });
  const { db } = await import("../db");
  const customers = await db().customer.findMany({ where: { pageId: page.pageId } });
  const nameOf = new Map(customers.map(({ psid, firstName }) => [psid, firstName ?? "there"]));
  expect(got.map(({ messages }) => messages[0]!.text)).toEqual(
    got.map(({ psid }) => `Hi ${nameOf.get(psid)}!`),
  );
});

test("whoever the Broadcast API would reach against the audience makes it one message a customer, with the reason", async () => {
  const { db } = await import("../db");
  const { reviewBroadcast } = await import("./review");
  const { saveBroadcast } = await import("./save-draft");
  const page = await openLegacy(20);
  const pageId = page.pageId as never;
  const user = await db().user.findFirstOrThrow();
  const content = { kind: "text", text: "Hello" } as const;
  const draft = { name: "Test", content, predicate: allOf(page), segmentId: null, ...wanted };
  const { id } = await saveBroadcast(pageId, user.id, draft);
  const wayOf = async () => (await reviewBroadcast(pageId, id)).way;
  expect(await wayOf()).toEqual({ way: "broadcast-api" });
  const { ordinal } = await db().assignment.findFirstOrThrow({
    where: { pageId: page.pageId, label: { labelId: page.labels[0]!.id } },
  });
  const where = { pageId_ordinal: { pageId: page.pageId, ordinal } };
  await db().customer.update({ where, data: { optedOutAt: new Date() } });
  expect(await wayOf()).toEqual({ way: "fan-out", why: "opted-out" });
  await db().customer.update({ where, data: { optedOutAt: null, labelsKnown: false } });
  expect(await wayOf()).toEqual({ way: "fan-out", why: "labels-unknown" });
  await db().customer.update({ where, data: { labelsKnown: true } });
  await saveBroadcast(pageId, user.id, {
    ...{ ...draft, id },
    exclusions: { segmentIds: [], broadcastIds: [], contactedWithinDays: 2 },
  });
  expect(await wayOf()).toEqual({ way: "fan-out", why: "exclusions" });
  await saveBroadcast(pageId, user.id, { ...draft, id, isCanary: true });
  expect(await wayOf()).toEqual({ way: "fan-out", why: "canary" });
  const tooLateAt = new Date(Date.now() + 3_600_000).toISOString();
  await saveBroadcast(pageId, user.id, { ...draft, id, tooLateAt });
  expect(await wayOf()).toEqual({ way: "fan-out", why: "too-late" });
  await saveBroadcast(pageId, user.id, { ...draft, id });
  await setSettings(page.pageId, { quietHours: { from: 60, until: 120 } });
  expect(await wayOf()).toEqual({ way: "fan-out", why: "quiet-hours" });
  await setSettings(page.pageId, {});
  await saveBroadcast(pageId, user.id, { ...draft, id, wantsBroadcastApi: false });
  expect(await wayOf()).toEqual({ way: "fan-out", why: "not-wanted" });
  await db().page.update({ where: { id: page.pageId }, data: { profile: "current" } });
  expect(await wayOf()).toEqual({ way: "fan-out", why: "api-ended" });
});
