import { describe, expect, test } from "vitest";
import { decideComposition, decideSend, type SendFacts } from "./messaging-policy";
import { alternatives, messageTags, policyRules, ruleOf, statusOfRule } from "./messaging-rules";
import { listPolicyCells, policyWindows } from "./policy-cells.fixture";

const at = new Date("2026-11-21T18:00:00Z");
const hoursBefore = (hours: number) => new Date(at.getTime() - hours * 3_600_000);
const facts: SendFacts = {
  profile: "current",
  platform: "messenger",
  way: "fan-out",
  tag: null,
  content: "ordinary",
  author: "automation",
  humanAgentApproved: true,
  labelsKnown: true,
  blocked: false,
  optedOut: false,
  windowOpenedAt: hoursBefore(1),
  lastMessageAt: hoursBefore(1),
  at,
};
const days = (count: number) => ({
  windowOpenedAt: hoursBefore(24 * count),
  lastMessageAt: hoursBefore(24 * count),
});
const byHand = { way: "one-person", author: "person", tag: "HUMAN_AGENT" } as const;

describe("inside 24 hours of what opened the window", () => {
  test("a broadcast may go, promotions included, and until when is said", () => {
    expect(decideSend({ ...facts, content: "promotional" })).toEqual({
      allowed: true,
      messagingType: "UPDATE",
      tag: null,
      until: new Date("2026-11-22T17:00:00Z"),
      rule: "standard-window",
    });
  });

  test("an answer by hand is a RESPONSE, and no tag is spent on it", () => {
    expect(decideSend({ ...facts, ...byHand })).toMatchObject({ messagingType: "RESPONSE", tag: null });
  });

  test("a millisecond before the 24th hour it may, at the 24th hour it may not", () => {
    const lastMoment = { ...facts, windowOpenedAt: new Date(hoursBefore(24).getTime() + 1) };
    expect(decideSend(lastMoment).allowed).toBe(true);
    expect(decideSend({ ...facts, windowOpenedAt: hoursBefore(24) })).toMatchObject({
      allowed: false,
      reason: "window-closed",
      since: at,
    });
  });
});

describe("outside the window", () => {
  test.each(["CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE", "ACCOUNT_UPDATE"] as const)(
    "%s is alive on a legacy Page without an end, and ended on 27 April 2026 on a current one",
    (tag) => {
      const asked = { ...facts, ...days(40), tag };
      expect(decideSend({ ...asked, profile: "legacy" })).toMatchObject({
        messagingType: "MESSAGE_TAG",
        tag,
        until: null,
      });
      expect(decideSend(asked)).toMatchObject({
        reason: "tag-ended",
        since: new Date("2026-04-27T00:00:00Z"),
        instead: ["utility-template"],
      });
      const lastDay = new Date("2026-04-26T23:59:59.999Z");
      expect(
        decideSend({ ...asked, at: lastDay, windowOpenedAt: new Date("2026-01-01T00:00:00Z") }).allowed,
      ).toBe(true);
    },
  );

  test("a person may answer one person as a human agent for seven days after their message, a tap not counted", () => {
    const asked = { ...facts, ...byHand, ...days(6.9) };
    expect(decideSend(asked)).toMatchObject({
      tag: "HUMAN_AGENT",
      until: new Date(hoursBefore(24 * 6.9).getTime() + 7 * 86_400_000),
    });
    expect(decideSend({ ...asked, ...days(7) })).toMatchObject({ reason: "seven-days-over" });
    expect(decideSend({ ...asked, windowOpenedAt: hoursBefore(30), lastMessageAt: null })).toMatchObject({
      reason: "seven-days-over",
    });
    expect(decideSend({ ...asked, humanAgentApproved: false })).toMatchObject({
      reason: "human-agent-not-approved",
    });
  });

  test("the feedback tag takes nothing but the feedback template, and no other tag takes that", () => {
    const asked = { ...facts, ...days(3) };
    const template = { content: "customer-feedback" } as const;
    expect(decideSend({ ...asked, tag: "CUSTOMER_FEEDBACK" })).toMatchObject({
      reason: "feedback-template-needed",
    });
    expect(decideSend({ ...asked, ...template, tag: "CUSTOMER_FEEDBACK" }).allowed).toBe(true);
    expect(decideSend({ ...asked, ...template, tag: "ACCOUNT_UPDATE", profile: "legacy" })).toMatchObject({
      reason: "feedback-not-with-this-tag",
    });
  });

  test("a refusal names first what stands open to this very customer", () => {
    expect(decideSend({ ...facts, ...days(3) })).toMatchObject({
      reason: "window-closed",
      instead: [
        "human-agent-reply",
        "customer-feedback",
        "utility-template",
        "one-time-notification",
        "wait-for-message",
      ],
    });
    expect(decideSend({ ...facts, ...days(30), content: "promotional" })).toMatchObject({
      instead: ["marketing-messages", "sponsored-messages", "one-time-notification", "wait-for-message"],
    });
  });
});

test.each<[string, Partial<SendFacts>, string]>([
  ["who blocked the Page", { blocked: true }, "blocked"],
  ["who opted out", { optedOut: true }, "opted-out"],
  ["who never wrote", { windowOpenedAt: null }, "never-wrote"],
  ["whose labels are unknown", { labelsKnown: false, blocked: true }, "labels-unknown"],
  ["who blocked the Page and opted out", { blocked: true, optedOut: true }, "blocked"],
])("no broadcast goes to a customer %s, with the reason", (_, change, reason) => {
  expect(decideSend({ ...facts, ...change })).toMatchObject({ allowed: false, reason });
});

test("whoever opted out, or has labels nobody can read, may still be answered by a person", () => {
  const answered = {
    ...facts,
    optedOut: true,
    labelsKnown: false,
    way: "one-person",
    author: "person",
  } as const;
  expect(decideSend(answered).allowed).toBe(true);
  expect(decideSend({ ...answered, author: "automation" })).toMatchObject({ reason: "opted-out" });
});

test("the Broadcast API reaches every open conversation of a legacy Page, and ended on 4 March 2020 elsewhere", () => {
  const asked = { ...facts, ...days(300), way: "broadcast-api", content: "promotional" } as const;
  expect(decideSend({ ...asked, profile: "legacy" })).toMatchObject({
    allowed: true,
    rule: "broadcast-api",
    until: null,
  });
  expect(decideSend(asked)).toMatchObject({ reason: "way-ended", since: new Date("2020-03-04T00:00:00Z") });
});

test("in all of the matrix no tag carries a promotion, no broadcast a human agent, and Instagram no other tag", () => {
  let cells = 0;
  for (const cell of listPolicyCells()) {
    for (const window of policyWindows) {
      cells += 1;
      const decision = decideSend({ ...facts, ...cell, ...window.of(at) });
      if (!decision.allowed) {
        expect(decision.instead.length, JSON.stringify(cell)).toBeGreaterThan(0);
        continue;
      }
      const rule = ruleOf(decision.rule);
      expect(statusOfRule(rule, cell.profile, at).holds).toBe(true);
      expect(rule.platforms).toContain(cell.platform);
      expect(rule.ways).toContain(cell.way);
      expect(decision.until === null || decision.until > at).toBe(true);
      if (decision.tag === null) continue;
      expect(decision.tag).toBe(cell.tag);
      expect(cell.content).not.toBe("promotional");
      if (decision.tag === "HUMAN_AGENT")
        expect(cell).toMatchObject({ way: "one-person", author: "person", humanAgentApproved: true });
      else expect(cell.platform).toBe("messenger");
    }
  }
  expect(cells).toBe(2 * 2 * 3 * 6 * 3 * 2 * 2 * policyWindows.length);
});

test("what is wrong with a message is the same whoever it is for", () => {
  for (const cell of listPolicyCells()) {
    const composition = decideComposition({ ...facts, ...cell });
    if (composition === null) continue;
    for (const window of policyWindows)
      expect(decideSend({ ...facts, ...cell, ...window.of(at) })).toEqual(composition);
  }
});

test("every rule and every alternative says since when it holds and where it is written", () => {
  expect(policyRules.map(({ id }) => id)).toEqual(expect.arrayContaining([...messageTags]));
  const dates = policyRules.flatMap(({ eras }) =>
    Object.values(eras).flatMap((era) => [era?.from, era?.until]),
  );
  for (const date of [...dates, ...alternatives.map(({ since }) => since)]) {
    if (date != null) expect(Number.isNaN(Date.parse(date))).toBe(false);
  }
  for (const { source } of [...policyRules, ...alternatives]) expect(source).not.toBe("");
});
