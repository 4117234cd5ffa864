import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type World } from "../../scripts/testing/world";
import { db } from "../db";
import { slotsOfLane } from "./lanes";
import { enqueue } from "./queue";
import { startQueue } from "./runner";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

test("while as many broadcasts are under way as a worker can send, webhooks are applied and another begins", async () => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const begun: string[] = [];
  const note = (name: string) => () => {
    begun.push(name);
  };
  const queue = await startQueue({
    "send-broadcast": () => {
      begun.push("send-broadcast");
      return finished;
    },
    "ingest-webhooks": note("ingest-webhooks"),
    "start-scheduled-broadcast": note("start-scheduled-broadcast"),
  });
  for (let broadcast = 0; broadcast <= slotsOfLane.long; broadcast++)
    await enqueue(db(), "send-broadcast", { pageId: "1", broadcastId: String(broadcast) });
  await expect.poll(() => begun).toHaveLength(slotsOfLane.long);
  await enqueue(db(), "ingest-webhooks", { pageId: "1" });
  await enqueue(db(), "start-scheduled-broadcast", { pageId: "1", broadcastId: "1" });
  const others = () => begun.filter((name) => name !== "send-broadcast").sort();
  await expect.poll(others).toEqual(["ingest-webhooks", "start-scheduled-broadcast"]);
  expect(begun).toHaveLength(slotsOfLane.long + 2);
  finish();
  await expect.poll(() => begun).toHaveLength(slotsOfLane.long + 3);
  await queue.stop();
});
