import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import type { Predicate } from "../domain/predicate";
import { closeDatabase } from "../db";
import type { AudienceDatabase } from "./audience-database.fixture";
import { openAudienceDatabase } from "./audience-database.fixture";
import * as engine from "./engine";

let database: AudienceDatabase;
beforeAll(async () => {
  database = await openAudienceDatabase(inject("serverUrl"));
  vi.stubEnv("DATABASE_URL", database.url);
});
afterAll(async () => {
  await closeDatabase();
  await database.close();
});

const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });

test("pages and routes that load the engine twice still share one, and read a Page once", async () => {
  const pageId = await database.createPage(50);
  await database.assign(pageId, "100", 7);
  vi.resetModules();
  const twin = await import("./engine");
  expect(twin.countPredicate).not.toBe(engine.countPredicate);
  const [one, other] = [await engine.countLabels(pageId), await twin.countLabels(pageId)];
  expect(one).toEqual(other);
  expect(one.labels.get("100")).toBe(1);
  expect(twin.describeAudiences()).toEqual(engine.describeAudiences());
  expect(engine.describeAudiences().builds).toBe(1);
});

test("a message's receivers are the last number of its waterfall, and every answer agrees", async () => {
  const pageId = await database.createPage(200);
  for (const ordinal of [1, 2, 3, 60, 110]) await database.assign(pageId, "100", ordinal);
  const at = new Date();
  const counted = await engine.countAudience(pageId, label("100"), at);
  const receivers = await engine.listReceivers(pageId, label("100"), at);
  expect(receivers).toHaveLength(counted.waterfall.willReceive);
  expect(await engine.listOrdinals(pageId, label("100"))).toEqual(Int32Array.of(1, 2, 3, 60, 110));
  expect(await engine.listOrdinals(pageId, label("100"), { limit: 2 })).toEqual(Int32Array.of(1, 2));
  expect(counted.nodes).toEqual((await engine.countPredicate(pageId, label("100"))).nodes);
  expect(counted.waterfall).toEqual(await engine.countWaterfall(pageId, label("100"), at));
  expect(counted.nodes[0]?.people).toBe(counted.waterfall.matches);
  expect(await engine.verifyAudience(pageId)).toEqual([]);
});

test("a segment over a label that is gone is an error with its place", async () => {
  const pageId = await database.createPage(10);
  const refused: unknown = await engine.countPredicate(pageId, label("999")).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(engine.AudienceError);
  expect(refused).toMatchObject({ code: "unknown-label", problems: [{ path: [], labelId: "999" }] });
  await expect(engine.listReceivers(pageId, { op: "AND", operands: [] }, new Date())).rejects.toMatchObject({
    code: "invalid-predicate",
  });
});
