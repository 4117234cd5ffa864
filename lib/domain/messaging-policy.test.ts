import { describe, expect, test } from "vitest";
import type { SendFacts } from "./messaging-policy";
import { decideSend, policyRules } from "./messaging-policy";

const at = new Date("2026-11-21T18:00:00Z");
const hoursBefore = (hours: number) => new Date(at.getTime() - hours * 3_600_000);
const facts: SendFacts = {
  labelsKnown: true,
  blocked: false,
  optedOut: false,
  windowOpenedAt: hoursBefore(1),
  at,
};

describe("whether a Page may write to a customer now", () => {
  test("within 24 hours of the customer's message it may, and until when is said", () => {
    expect(decideSend(facts)).toMatchObject({
      allowed: true,
      messagingType: "RESPONSE",
      tag: null,
      until: new Date("2026-11-22T17:00:00Z"),
    });
  });

  test("a millisecond before the 24th hour it may, at the 24th hour it may not", () => {
    const lastMoment = { ...facts, windowOpenedAt: new Date(hoursBefore(24).getTime() + 1) };
    expect(decideSend(lastMoment).allowed).toBe(true);
    expect(decideSend({ ...facts, windowOpenedAt: hoursBefore(24) })).toEqual({
      allowed: false,
      reason: "window-closed",
      windowClosedAt: at,
    });
  });

  test.each<[string, Partial<SendFacts>, string]>([
    ["who blocked the Page", { blocked: true }, "blocked"],
    ["who opted out", { optedOut: true }, "opted-out"],
    ["who never wrote", { windowOpenedAt: null }, "never-wrote"],
    ["whose labels are unknown", { labelsKnown: false, blocked: true }, "labels-unknown"],
    ["who blocked the Page and opted out", { blocked: true, optedOut: true }, "blocked"],
  ])("never to a customer %s, with the reason", (_, change, reason) => {
    expect(decideSend({ ...facts, ...change })).toMatchObject({ allowed: false, reason });
  });

  test("every rule says since when it holds and where it is written", () => {
    for (const rule of policyRules) {
      expect(Number.isNaN(Date.parse(rule.effectiveFrom))).toBe(false);
      expect(rule.source).not.toBe("");
    }
  });
});
