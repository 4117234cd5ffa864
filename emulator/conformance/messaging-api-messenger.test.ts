import { MessengerBatch, MessengerBroadcast, MessengerClient } from "messaging-api-messenger";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { listenEmulator, type ListeningEmulator } from "../listen";
import { control, truthSchema } from "../testing/graph-caller";
import { anyText, textLike } from "../testing/matchers";

const pageId = "100200300400502";
let emulator: ListeningEmulator;
let client: MessengerClient;
let psids: string[] = [];

beforeAll(async () => {
  emulator = await listenEmulator({ seed: "tiny" });
  client = MessengerClient.connect({
    accessToken: "page-token-harbor",
    appId: "900100200300400",
    appSecret: "emulator-app-secret",
    version: "2.11",
    origin: emulator.url,
  });
  psids = (await control(emulator, `/truth?page=${pageId}`, truthSchema)).customers.map(({ psid }) => psid);
});
afterAll(() => emulator.stop());

const person = (at: number): string => psids[at] ?? "";

test("labels can be made, given, read, taken away and deleted with messaging-api-messenger", async () => {
  const { id } = await client.createLabel("myLabel");
  expect(await client.associateLabel(person(0), id)).toEqual({ success: true });
  expect((await client.getAssociatedLabels(person(0))).data).toContainEqual({ name: "myLabel", id });
  expect(await client.getLabelDetails(id, { fields: ["name"] })).toEqual({ name: "myLabel", id });
  expect((await client.getLabelList()).data).toContainEqual({ name: "myLabel", id });
  expect(await client.dissociateLabel(person(0), id)).toEqual({ success: true });
  expect((await client.getAssociatedLabels(person(0))).data).not.toContainEqual({ name: "myLabel", id });
  expect(await client.deleteLabel(id)).toEqual({ success: true });
  await expect(client.getLabelDetails(id)).rejects.toThrow("does not exist");
});

test("a broadcast to a nested predicate reaches exactly those it selects", async () => {
  const { labels, customers } = await control(emulator, `/truth?page=${pageId}`, truthSchema);
  const labelId = (name: string): string => labels.find((label) => label.name === name)?.id ?? "";
  const predicate = MessengerBroadcast.or(
    labelId("Over 50"),
    MessengerBroadcast.and(labelId("California"), MessengerBroadcast.not(labelId("Under 25"))),
  );
  const expected = customers
    .filter(({ labelIds: has }) => {
      const carries = (name: string): boolean => has.includes(labelId(name));
      return carries("Over 50") || (carries("California") && !carries("Under 25"));
    })
    .map(({ psid }) => psid);
  const { message_creative_id: creativeId } = await client.createMessageCreative([
    { dynamic_text: { text: "Hi, {first_name}!", fallback_text: "Hi!" } },
  ]);
  const california = customers.filter((customer) => customer.labelIds.includes(labelId("California"))).length;
  const { reach_estimation_id: reachId } = await client.startReachEstimation(labelId("California"));
  expect(await client.getReachEstimate(reachId)).toEqual({
    reach_estimation: String(california),
    id: String(reachId),
  });
  const { broadcast_id: broadcastId } = await client.sendBroadcastMessage(creativeId, {
    targeting: { labels: predicate },
  });
  await expect.poll(async () => (await client.getBroadcast(broadcastId)).status).toBe("FINISHED");
  const received = await control(
    emulator,
    `/received?page=${pageId}`,
    z.array(z.object({ psid: z.string() })),
  );
  expect(received.map(({ psid }) => psid).sort()).toEqual([...expected].sort());
  const [insight] = await client.getBroadcastMessagesSent(broadcastId);
  expect(insight?.values[0]?.value).toBe(expected.length);
});

test("a scheduled broadcast shows its time and can be cancelled", async () => {
  const { message_creative_id: creativeId } = await client.createMessageCreative([{ text: "Later" }]);
  const scheduleTime = new Date(emulator.clock.now() + 3_600_000).toISOString();
  const { broadcast_id: id } = await client.sendBroadcastMessage(creativeId, { schedule_time: scheduleTime });
  expect(await client.getBroadcast(id)).toMatchObject({ status: "SCHEDULED", id: String(id) });
  expect(await client.cancelBroadcast(id)).toEqual({ success: true });
  expect((await client.getBroadcast(id)).status).toBe("CANCELED");
  await expect(client.cancelBroadcast(id)).rejects.toThrow("scheduled");
});

test("texts, tags, templates, sender actions and uploads are taken, and a wrong NOT is refused", async () => {
  const answer = { recipient_id: person(1), message_id: textLike(/^m_/) };
  expect(await client.sendText(person(1), "Hello!")).toEqual(answer);
  expect(await client.sendText(person(1), "Shipped", { tag: "POST_PURCHASE_UPDATE" })).toEqual(answer);
  const buttons = [{ type: "postback", title: "Start", payload: "START" }];
  expect(await client.sendButtonTemplate(person(1), "Shall we?", buttons)).toEqual(answer);
  expect(await client.sendGenericTemplate(person(1), [{ title: "One", subtitle: "Two" }])).toEqual(answer);
  expect(await client.sendImage(person(1), "https://shop.example/a.png")).toEqual(answer);
  expect(
    await client.sendImage(person(1), Buffer.from("not really a picture"), { filename: "a.png" }),
  ).toEqual(answer);
  expect(await client.typingOn(person(1))).toEqual({ recipient_id: person(1) });
  const { attachment_id: attachmentId } = await client.uploadImage("https://shop.example/a.png", {
    is_reusable: true,
  });
  expect(await client.sendImage(person(1), { attachment_id: attachmentId })).toEqual(answer);
  const { message_creative_id: creativeId } = await client.createMessageCreative([{ text: "x" }]);
  const labels = MessengerBroadcast.not("1", "2");
  await expect(client.sendBroadcastMessage(creativeId, { targeting: { labels } })).rejects.toThrow(
    "NOT operator",
  );
});

test("a batch of fifty messages answers each item, and profile, tags and subscriptions can be read", async () => {
  const batch = Array.from({ length: 50 }, (_, at) =>
    MessengerBatch.sendText(person(at % 20), `Batch ${at}`),
  );
  const answers = await client.sendBatch(batch);
  expect(answers.map(({ code }) => code)).toEqual(Array.from({ length: 50 }, () => 200));
  const profile = await client.getUserProfile(person(2));
  expect(profile).toMatchObject({ id: person(2), first_name: anyText });
  expect((await client.getMessageTags()).length).toBe(5);
  expect(await client.debugToken()).toMatchObject({ is_valid: true, profile_id: pageId });
  expect(await client.getPageInfo()).toEqual({ name: "Harbor Books", id: pageId });
});

test("paging through personas ends, however many there are", async () => {
  for (let count = 0; count < 30; count += 1) {
    await client.createPersona({
      name: `Agent ${count}`,
      profile_picture_url: "https://shop.example/face.png",
    });
  }
  const personas = await client.getAllPersonas();
  expect(new Set(personas.map(({ id }) => id)).size).toBe(30);
  const [first] = personas;
  expect(await client.getPersona(first?.id ?? "")).toEqual(first);
  expect(await client.deletePersona(first?.id ?? "")).toEqual({ success: true });
});
