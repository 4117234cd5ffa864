import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmulatedPage, GraphEmulator } from "./emulated-page.fixture";
import { startGraphEmulator } from "./emulated-page.fixture";
import { GraphError } from "./errors";
import type { GraphList } from "./paging";

let emulator: GraphEmulator;
beforeAll(async () => {
  emulator = await startGraphEmulator();
});
afterAll(() => emulator.stop());

async function collect<Item>(list: GraphList<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

describe.each(["legacy", "current"] as const)("a Page of the %s platform", (profile) => {
  let page: EmulatedPage;
  beforeAll(async () => {
    page = await emulator.createPage(profile, { customers: 60 });
    await emulator.order("/switches", { pageId: page.pageId, rateLimits: false });
  });

  test("its labels are listed, made, read and deleted", async () => {
    expect(await collect(page.client.listLabels())).toEqual(
      page.labels.map(({ id, name }) => ({ id, name })),
    );
    const { id } = await page.client.createLabel("Platinum ☕");
    expect(await page.client.getLabel(id)).toEqual({ id, name: "Platinum ☕" });
    await page.client.deleteLabel(id);
    await expect(page.client.getLabel(id)).rejects.toMatchObject({ kind: "missing", code: 100, subcode: 33 });
  });

  test("a label is put on a customer and taken off again", async () => {
    const { id } = await page.client.createLabel("On and off");
    const [customer] = await page.readTruth();
    const psid = customer?.psid ?? "";
    await page.client.assignLabel(id, psid);
    expect((await collect(page.client.listLabelsOfPerson(psid))).map((label) => label.id)).toContain(id);
    await page.client.removeLabel(id, psid);
    expect((await collect(page.client.listLabelsOfPerson(psid))).map((label) => label.id)).not.toContain(id);
  });

  test("many changes travel in one call, each with its own outcome", async () => {
    const { id } = await page.client.createLabel("Many");
    const people = (await page.readTruth()).slice(0, 40);
    const verdicts = await page.client.changeLabels([
      ...people.map(({ psid }) => ({ action: "assign" as const, labelId: id, psid })),
      { action: "assign", labelId: id, psid: "1" },
    ]);
    expect(verdicts.filter(({ ok }) => ok)).toHaveLength(40);
    expect(verdicts.at(-1)).toMatchObject({ ok: false, error: { kind: "customer-unavailable" } });
    const carriers = (await page.readTruth()).filter(({ labelIds }) => labelIds.includes(id));
    expect(carriers).toHaveLength(40);
  });

  test("people are read 25 at a time, and everyone has exactly the labels they have on the Page", async () => {
    const truth = (await page.readTruth()).slice(0, 25);
    const people = await page.client.readPeople(truth.map(({ psid }) => psid));
    for (const [at, person] of people.entries()) {
      expect(person.psid).toBe(truth[at]?.psid);
      expect(person.labels.ok && person.labels.value.map(({ id }) => id).toSorted()).toEqual(
        truth[at]?.labelIds.toSorted(),
      );
    }
    const named = people.find(({ profile: read }) => read.ok && read.value.firstName !== null);
    const profileOfOne = await page.client.getProfile(named?.psid ?? "");
    expect(named?.profile).toEqual({ ok: true, value: profileOfOne });
  });

  test("a person nobody knows has a verdict of their own and spoils no other", async () => {
    const [known] = await page.readTruth();
    const people = await page.client.readPeople(["24633018877401211", known?.psid ?? ""]);
    expect(people[0]?.labels).toMatchObject({ ok: false, error: { kind: "missing" } });
    expect(people[1]?.labels.ok).toBe(true);
  });

  test("every conversation is listed once, with its customer and when they last wrote", async () => {
    const truth = await page.readTruth();
    const conversations = await collect(page.client.listConversations({ limit: 7 }));
    const psids = conversations.map(({ customer }) => customer?.psid ?? "");
    expect(psids.toSorted()).toEqual(truth.map(({ psid }) => psid).toSorted());
    const lastMessageAt = new Map(truth.map((customer) => [customer.psid, customer.lastMessageAt]));
    for (const { customer, lastInboundAt, isInboundFurtherBack } of conversations) {
      if (isInboundFurtherBack) continue;
      const secondsApart = (lastMessageAt.get(customer?.psid ?? "") ?? 0) - (lastInboundAt?.getTime() ?? 0);
      expect(Math.abs(secondsApart)).toBeLessThan(1_000);
    }
  });

  test("a listing that was interrupted goes on behind its cursor", async () => {
    const first = await page.client.listConversations({ limit: 20 }).pages().next();
    const cursor = first.value?.after ?? "";
    const rest: (string | undefined)[] = [];
    for await (const { items } of page.client.listConversations({ limit: 20 }).pages(cursor)) {
      rest.push(...items.map(({ customer }) => customer?.psid));
    }
    expect(rest).toHaveLength(40);
    expect(rest).not.toContain(first.value?.items[0]?.customer?.psid);
  });

  test("one conversation is found by its person, its messages newest first", async () => {
    const [customer] = await page.readTruth();
    const [conversation] = await collect(page.client.listConversations({ psid: customer?.psid ?? "" }));
    expect(conversation?.customer?.psid).toBe(customer?.psid);
    const messages = await collect(page.client.listMessages(conversation?.id ?? ""));
    const times = messages.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  test("a message reaches exactly one customer, with our mark on it", async () => {
    const [customer] = await page.readTruth();
    const sent = await page.client.sendMessage({
      psid: customer?.psid ?? "",
      content: { text: "Hello 👋" },
      messagingType: "RESPONSE",
      metadata: "delivery-1",
    });
    expect(sent.recipientId).toBe(customer?.psid);
    const received = (await page.readReceived()).filter(({ messages }) => messages.length > 0);
    expect(received).toMatchObject([
      { psid: customer?.psid, messages: [{ mid: sent.messageId, text: "Hello 👋", metadata: "delivery-1" }] },
    ]);
  });

  test("the Page's events are subscribed to", async () => {
    await page.client.subscribeApp(["messages", "inbox_labels"]);
    expect(await page.client.listSubscribedApps()).toMatchObject([{ fields: ["messages", "inbox_labels"] }]);
    await page.client.unsubscribeApp();
    expect(await page.client.listSubscribedApps()).toEqual([]);
    expect((await page.client.getPage()).id).toBe(page.pageId);
  });
});

describe("trouble that the Graph answers", () => {
  test("every known pair of code and subcode becomes what a caller can do about it", async () => {
    const page = await emulator.createPage("current", { customers: 1 });
    const { graphErrorCodes } = await import("./errors");
    for (const { code, subcode, kind } of graphErrorCodes) {
      await emulator.order("/faults", {
        pageId: page.pageId,
        kind: "error",
        count: 1,
        error: { code, subcode },
      });
      const error: unknown = await page.client.getPage().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(GraphError);
      expect(error).toMatchObject({ kind, code, subcode: subcode ?? null });
    }
  });

  test("terms that nobody accepted are not mistaken for an outage", async () => {
    const page = await emulator.createPage("current", { customers: 1 });
    await emulator.order("/switches", { pageId: page.pageId, contactTermsAccepted: false });
    const error: unknown = await page.client.createLabel("X").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "terms", isRetryable: false, sendConsequence: "pause" });
    expect((error as GraphError).userMessage).toContain("page_contact_tos");
  });

  test("a send that was cut off after its effect is never called safe to repeat", async () => {
    const page = await emulator.createPage("current", { customers: 1 });
    await emulator.order("/faults", { pageId: page.pageId, kind: "drop-after-effect", count: 1 });
    const [customer] = await page.readTruth();
    const send = {
      psid: customer?.psid ?? "",
      content: { text: "once" },
      messagingType: "RESPONSE",
    } as const;
    const error: unknown = await page.client.sendMessage(send).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "no-answer", provesNothingDone: false, sendConsequence: "unknown" });
    expect((await page.readReceived()).flatMap(({ messages }) => messages)).toHaveLength(1);
  });

  test("an answer that takes too long is given up", async () => {
    const page = await emulator.createPage("current", { customers: 1, timeoutMs: 50 });
    await emulator.order("/faults", { pageId: page.pageId, kind: "slow", count: 1, delayMs: 2_000 });
    await expect(page.client.getPage()).rejects.toMatchObject({
      kind: "no-answer",
      provesNothingDone: false,
    });
  });

  test("a wrong token asks to connect again, and is never shown", async () => {
    const page = await emulator.createPage("current", { customers: 1, token: "secret-token-of-nobody" });
    const error: unknown = await page.client.getPage().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "token" });
    expect(JSON.stringify(error) + String((error as GraphError).stack)).not.toContain("secret-token");
  });

  test("going over two conversation calls a second is told as a limit", async () => {
    const page = await emulator.createPage("current", { customers: 3 });
    await emulator.order("/switches", { pageId: page.pageId, rateLimits: true });
    const calls = Array.from({ length: 6 }, () => collect(page.client.listConversations()));
    const outcomes = await Promise.allSettled(calls);
    const refused = outcomes.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({ reason: { kind: "rate-limited", provesNothingDone: true } });
  });
});
