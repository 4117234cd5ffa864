import { describe, expect, test } from "vitest";
import {
  broadcastStates,
  canBroadcastBecome,
  canDeliveryBecome,
  deliveryStates,
  isBroadcastOver,
  listBroadcastStatesBefore,
  listDeliveryStatesBefore,
} from "./broadcast-state";

describe("the life of a broadcast", () => {
  test("it goes from draft to completed, and can be paused and resumed on the way", () => {
    const way = ["draft", "scheduled", "preparing", "sending", "paused", "sending", "completed"] as const;
    way.slice(1).forEach((to, at) => expect(canBroadcastBecome(way[at] ?? "draft", to)).toBe(true));
  });

  test("nothing that is over starts again", () => {
    const over = broadcastStates.filter(isBroadcastOver);
    expect(over).toEqual(["completed", "cancelled", "failed"]);
    expect(listBroadcastStatesBefore("sending")).toEqual(["preparing", "paused"]);
  });
});

describe("the life of one customer's delivery", () => {
  test("a message that was sent, or may have been, is never attempted again", () => {
    expect(deliveryStates.filter((to) => canDeliveryBecome("sent", to))).toEqual([]);
    expect(deliveryStates.filter((to) => canDeliveryBecome("unknown", to))).toEqual(["sent", "failed"]);
    expect(listDeliveryStatesBefore("attempting")).toEqual(["leased"]);
  });

  test("what a crashed worker only picked up is taken back", () => {
    expect(canDeliveryBecome("leased", "pending")).toBe(true);
  });
});
