import { describe, expect, test } from "vitest";
import { broadcastStates, canBroadcastBecome, isBroadcastOver } from "./broadcast-state";

describe("the life of a broadcast", () => {
  test("it goes from draft to completed, and can be paused and resumed on the way", () => {
    const way = ["draft", "scheduled", "preparing", "sending", "paused", "sending", "completed"] as const;
    way.slice(1).forEach((to, at) => expect(canBroadcastBecome(way[at] ?? "draft", to)).toBe(true));
  });

  test("nothing that is over starts again", () => {
    const over = broadcastStates.filter(isBroadcastOver);
    expect(over).toEqual(["completed", "cancelled", "failed", "unknown"]);
    const before = broadcastStates.filter((from) => canBroadcastBecome(from, "sending"));
    expect(before).toEqual(["scheduled", "preparing", "paused"]);
  });
});
