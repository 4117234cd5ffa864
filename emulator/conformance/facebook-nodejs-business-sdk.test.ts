import {
  FacebookAdsApi,
  FacebookAdsApiBatch,
  Page,
  PageUserMessageThreadLabel,
  User,
} from "facebook-nodejs-business-sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { listenEmulator, type ListeningEmulator } from "../listen";
import { control, truthSchema } from "../testing/graph-caller";
import { textLike } from "../testing/matchers";

const pageId = "100200300400501";
let page: Page;
let emulator: ListeningEmulator;
let psids: string[] = [];

beforeAll(async () => {
  emulator = await listenEmulator({ seed: "tiny" });
  Object.defineProperty(FacebookAdsApi, "GRAPH", { get: () => emulator.url, configurable: true });
  FacebookAdsApi.init("page-token-northwind", "en_US", false);
  page = new Page(pageId);
  await control(emulator, "/switches", z.unknown(), { pageId, rateLimits: false });
  psids = (await control(emulator, `/truth?page=${pageId}`, truthSchema)).customers.map(({ psid }) => psid);
});
afterAll(() => emulator.stop());

const person = (at: number): string => psids[at] ?? "";

test("the official SDK makes, gives, reads, takes and deletes labels", async () => {
  const created = await page.createCustomLabel(["page_label_name"], { page_label_name: "Platinum" });
  const label = new PageUserMessageThreadLabel(created.id);
  expect((await label.get(["page_label_name"]))._data).toEqual({
    page_label_name: "Platinum",
    id: created.id,
  });
  await label.createLabel([], { user: person(0) });
  const labels = await new User(person(0)).getCustomLabels(["page_label_name"]);
  expect(labels.map(({ _data }) => _data)).toContainEqual({ page_label_name: "Platinum", id: created.id });
  await label.deleteLabel({ user: person(0) });
  expect((await new User(person(0)).getCustomLabels([])).map(({ id }) => id)).not.toContain(created.id);
  expect(await label.delete([])).toMatchObject({ success: true });
});

test("its cursor walks forwards through all labels and back again", async () => {
  const cursor = await page.getCustomLabels(["page_label_name"], { limit: 2 });
  const firstPage = cursor.map(({ id }) => id);
  const seen = [...firstPage];
  while (cursor.hasNext()) seen.push(...(await cursor.next()).map(({ id }) => id));
  expect(new Set(seen).size).toBe(6);
  while (cursor.hasPrevious()) await cursor.previous();
  expect(cursor.map(({ id }) => id)).toEqual(firstPage);
});

test("it walks through every conversation, newest first", async () => {
  const cursor = await page.getConversations(["id", "updated_time", "participants"], { limit: 7 });
  const times = cursor.map(({ _data }) => String(_data.updated_time));
  while (cursor.hasNext())
    times.push(...(await cursor.next()).map(({ _data }) => String(_data.updated_time)));
  expect(times).toHaveLength(20);
  expect(times).toEqual([...times].sort().reverse());
});

test("it sends messages, uploads attachments and makes templates", async () => {
  const message = { recipient: { id: person(1) }, message: { text: "Hello" }, messaging_type: "RESPONSE" };
  expect((await page.createMessage([], message))._data).toMatchObject({ recipient_id: person(1) });
  const attachment = { type: "image", payload: { url: "https://shop.example/a.png", is_reusable: true } };
  const uploaded = await page.createMessageAttachment([], { message: { attachment } });
  expect(uploaded._data).toMatchObject({ attachment_id: textLike(/^\d+$/) });
  const components = [{ type: "BODY", text: "Your order has shipped." }];
  await page.createMessageTemplate([], { name: "shipped", language: "en", category: "UTILITY", components });
  expect((await page.getMessageTemplates(["name"])).map(({ _data }) => _data.name)).toEqual(["shipped"]);
});

test("it subscribes the Page, lists the subscription and ends it", async () => {
  await page.createSubscribedApp([], { subscribed_fields: ["inbox_labels", "messages"] });
  const [app] = await page.getSubscribedApps([]);
  expect(app?._data.subscribed_fields).toEqual(["inbox_labels", "messages"]);
  await page.deleteSubscribedApps({});
  expect(await page.getSubscribedApps([])).toHaveLength(0);
});

test("its batch gets an answer for every item, and its errors carry the Graph's code", async () => {
  const api = FacebookAdsApi.init("page-token-northwind", "en_US", false);
  const batch = new FacebookAdsApiBatch(api);
  const answers: unknown[] = [];
  const failures: unknown[] = [];
  for (const psid of [...psids, "123"]) {
    batch.add(
      "GET",
      [psid, "custom_labels"],
      { fields: "page_label_name" },
      null,
      (response) => answers.push(response.body),
      (response) => failures.push(response.error),
    );
  }
  await batch.execute();
  expect(answers).toHaveLength(20);
  expect(failures).toHaveLength(1);
  await expect(new PageUserMessageThreadLabel("123").get([])).rejects.toMatchObject({
    response: { code: 100, error_subcode: 33 },
  });
});

test("with a user token it lists the Pages with their tokens and tasks", async () => {
  FacebookAdsApi.init("user-token-admin", "en_US", false);
  const pages = await new User("me").getAccounts(["id", "name", "access_token", "tasks"]);
  expect(pages.map(({ _data }) => _data.access_token)).toEqual(["page-token-northwind", "page-token-harbor"]);
  expect(pages[0]?._data.tasks).toContain("MESSAGING");
  FacebookAdsApi.init("page-token-northwind", "en_US", false);
});
