import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { decideSend, type SendDecision, type SendFacts } from "../domain/messaging-policy";
import { listPolicyCells } from "../domain/policy-cells.fixture";
import { startGraphEmulator, type EmulatedPage, type GraphEmulator } from "../graph/emulated-page.fixture";
import { GraphError } from "../graph/errors";
import type { GraphMessageContent } from "../graph/messages";

const hourMs = 3_600_000;

/** Nobody but we can judge whether a text promotes, who wrote it, and how many others got the same. */
function isForTheGraphToJudge({ way }: SendFacts, decision: SendDecision): boolean {
  if (decision.allowed) return true;
  if (decision.reason === "tag-not-this-way") return way === "broadcast-api";
  return !judgedByUsAlone.includes(decision.reason);
}

const judgedByUsAlone: readonly string[] = [
  "promotional",
  "human-agent-automated",
  "feedback-not-with-this-tag",
  "feedback-not-this-way",
];

const feedback: GraphMessageContent = {
  attachment: {
    type: "template",
    payload: {
      template_type: "customer_feedback",
      title: "How was it?",
      feedback_screens: [{ questions: [{ id: "score", type: "csat" }] }],
      business_privacy: { url: "https://example.com/privacy" },
    },
  },
};

let graph: GraphEmulator;
beforeAll(async () => {
  graph = await startGraphEmulator();
});
afterAll(() => graph.stop());

/** A Page with one customer for each of what can have happened in the last ten days. */
async function openPage(profile: SendFacts["profile"]) {
  const page = await graph.createPage(profile, { customers: 5 });
  const act = (at: number, action: string, body: object) =>
    graph.order(`/pages/${page.pageId}/customers/${psids[at]}/${action}`, body);
  const psids = (await page.readTruth()).map(({ psid }) => psid);
  const wait = (hours: number) => graph.order("/clock", { advanceMs: hours * hourMs });
  await wait(7 * 24);
  await act(1, "write", { text: "Hello" });
  await act(3, "tap", { text: "Menu", payload: "MENU" });
  await wait(3 * 24 - 1);
  await act(0, "write", { text: "Hello" });
  await act(2, "tap", { text: "Menu", payload: "MENU" });
  await wait(1);
  return page;
}

const clockSchema = z.object({ now: z.number() });
const windowsSchema = z.object({
  customers: z.array(z.object({ psid: z.string(), lastMessageAt: z.number(), windowOpenedAt: z.number() })),
});

/** @returns the Graph's refusal, or null when it took the message */
async function ask(
  page: EmulatedPage,
  psid: string,
  facts: SendFacts,
  decision: SendDecision,
): Promise<GraphError | null> {
  const content = facts.content === "customer-feedback" ? feedback : { text: "Hello" };
  const tag = decision.allowed ? decision.tag : facts.tag;
  const messagingType = tag === null ? "UPDATE" : "MESSAGE_TAG";
  const { client } = page;
  try {
    if (facts.way === "broadcast-api") {
      const messageCreativeId = await client.createMessageCreative(content);
      const audience = { custom_label_id: page.labels[0]!.id };
      await client.sendBroadcast({ messageCreativeId, audience, messagingType, tag: tag ?? undefined });
    } else {
      const sent = decision.allowed ? decision.messagingType : messagingType;
      await client.sendMessage({ psid, content, messagingType: sent, tag: tag ?? undefined });
    }
    return null;
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
}

test.each(["legacy", "current"] as const)(
  "on a %s Page the Graph takes every message that the policy allows, and refuses every one that it can judge itself",
  async (profile) => {
    const page = await openPage(profile);
    const { customers } = windowsSchema.parse(await graph.order(`/truth?page=${page.pageId}`));
    const at = new Date(clockSchema.parse(await graph.order("/clock")).now);
    const judged = { allowed: 0, refused: 0, ours: 0 };
    const cells = listPolicyCells().filter(
      (cell) => cell.profile === profile && cell.platform === "messenger",
    );
    for (const humanAgentApproved of [true, false]) {
      await graph.order("/switches", { pageId: page.pageId, humanAgentApproved, rateLimits: false });
      for (const cell of cells.filter((one) => one.humanAgentApproved === humanAgentApproved)) {
        for (const { psid, lastMessageAt, windowOpenedAt } of customers) {
          const facts: SendFacts = {
            ...cell,
            ...{ at, blocked: false, optedOut: false, labelsKnown: true },
            lastMessageAt: new Date(lastMessageAt),
            windowOpenedAt: new Date(windowOpenedAt),
          };
          const decision = decideSend(facts);
          if (!isForTheGraphToJudge(facts, decision)) {
            judged.ours += 1;
            continue;
          }
          const refusal = await ask(page, psid, facts, decision);
          const told = JSON.stringify({ ...cell, lastMessageAt, windowOpenedAt, at: at.getTime(), decision });
          expect(refusal === null, `${told} ${refusal?.message}`).toBe(decision.allowed);
          judged[decision.allowed ? "allowed" : "refused"] += 1;
        }
      }
    }
    expect(judged.allowed + judged.refused + judged.ours).toBe(cells.length * customers.length);
    expect(Math.min(judged.allowed, judged.refused)).toBeGreaterThan(70);
  },
  120_000,
);

test("the Graph agrees that nobody who blocked the Page can be written to", async () => {
  const page = await graph.createPage("current", { customers: 1 });
  const [customer] = await page.readTruth();
  await graph.order(`/pages/${page.pageId}/customers/${customer!.psid}/block`, {});
  const facts = {
    ...listPolicyCells().find(({ way, tag }) => way === "fan-out" && tag === null)!,
    at: new Date(),
  };
  const opened = { windowOpenedAt: facts.at, lastMessageAt: facts.at };
  const decision = decideSend({ ...facts, ...opened, blocked: true, optedOut: false, labelsKnown: true });
  expect(decision).toMatchObject({ allowed: false, reason: "blocked" });
  const refusal = await ask(
    page,
    customer!.psid,
    { ...facts, ...opened, blocked: true, optedOut: false, labelsKnown: true },
    decision,
  );
  expect(refusal?.kind).toBe("customer-blocked");
});
