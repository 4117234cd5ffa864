import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { createEmulator } from "../app";
import { runCurl, type CurlAnswer } from "../testing/curl";
import { control, createGraphCaller, seededSchema, truthSchema } from "../testing/graph-caller";
import { anyText, textLike } from "../testing/matchers";

/** “Message Tags”: its one request, and what it says each tag is good for. */
const emulator = createEmulator();
const hourMs = 3_600_000;
afterAll(() => emulator.close());

interface Person {
  psid: string;
  token: string;
}

/** Somebody who wrote `hoursAgo` hours ago to a Page of this era. */
async function personWhoWrote(
  hoursAgo: number,
  profile: "current" | "legacy",
  humanAgentApproved = true,
): Promise<Person> {
  emulator.clock.set(Date.now() - hoursAgo * hourMs);
  const spec = { customers: 1, labels: 0, profile, humanAgentApproved, wroteWithinHours: 0.01 };
  const page = await control(emulator, "/seed", seededSchema, spec);
  const { customers } = await control(emulator, `/truth?page=${page.pageId}`, truthSchema);
  const psid = customers[0]?.psid ?? "";
  await control(emulator, `/pages/${page.pageId}/customers/${psid}/write`, z.unknown(), { text: "Hi" });
  emulator.clock.live();
  return { psid, token: page.token };
}

const sample = `curl -X POST -H "Content-Type: application/json" -d '{
  "recipient": { 
    "id": "<PSID>"
  },
  "message":{
    <MESSAGE>
  },
  "messaging_type": "MESSAGE_TAG",
  "tag": "ACCOUNT_UPDATE"
      
}' "https://graph.facebook.com/v11.0/me/messages?access_token=<PAGE_ACCESS_TOKEN>"`;

function sendTagged(
  { psid, token }: Person,
  tag: string,
  message = `"text": "Your account has changed."`,
): Promise<CurlAnswer> {
  const values = { "<PSID>": psid, "<PAGE_ACCESS_TOKEN>": token, "<MESSAGE>": message, ACCOUNT_UPDATE: tag };
  return runCurl(emulator, sample, values);
}

const feedback = `"attachment":{"type":"template","payload":{"template_type":"customer_feedback","title":"How was it?",
  "feedback_screens":[{"questions":[{"id":"q1","type":"csat"}]}],"business_privacy":{"url":"https://shop.example/privacy"}}}`;
const outsideWindow = { error: { code: 10, error_subcode: 2018278 } };

test("the sample sends a tagged message outside the standard window on a legacy Page", async () => {
  const person = await personWhoWrote(200, "legacy");
  const { body } = await sendTagged(person, "ACCOUNT_UPDATE");
  expect(body).toEqual({ recipient_id: person.psid, message_id: textLike(/^m_/) });
});

test.each(["CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE", "ACCOUNT_UPDATE"])(
  "%s is alive on a legacy Page whenever the person wrote, and ended for others on 27 April 2026",
  async (tag) => {
    expect((await sendTagged(await personWhoWrote(5000, "legacy"), tag)).status).toBe(200);
    const person = await personWhoWrote(30, "current");
    emulator.clock.set(Date.parse("2026-04-28T00:00:00Z"));
    expect((await sendTagged(person, tag)).body).toMatchObject({ error: { code: 100 } });
    emulator.clock.set(Date.parse("2026-04-26T00:00:00Z"));
    expect((await sendTagged(person, tag)).status).toBe(200);
    emulator.clock.live();
  },
);

test("HUMAN_AGENT works within 7 days of the person's message, and with the permission only", async () => {
  expect((await sendTagged(await personWhoWrote(6.9 * 24, "current"), "HUMAN_AGENT")).status).toBe(200);
  expect((await sendTagged(await personWhoWrote(7.1 * 24, "current"), "HUMAN_AGENT")).body).toMatchObject(
    outsideWindow,
  );
  const refused = await sendTagged(await personWhoWrote(30, "current", false), "HUMAN_AGENT");
  expect(refused.body).toMatchObject({ error: { code: 10 } });
});

test("CUSTOMER_FEEDBACK carries the feedback template within 7 days, and nothing else", async () => {
  const person = await personWhoWrote(6 * 24, "current");
  expect((await sendTagged(person, "CUSTOMER_FEEDBACK", feedback)).status).toBe(200);
  expect((await sendTagged(person, "CUSTOMER_FEEDBACK")).body).toMatchObject({ error: { code: 100 } });
  const late = await sendTagged(await personWhoWrote(8 * 24, "current"), "CUSTOMER_FEEDBACK", feedback);
  expect(late.body).toMatchObject(outsideWindow);
});

test("without a tag a message goes out within 24 hours of the person's message, and not after", async () => {
  const send = ({ psid, token }: Person): Promise<unknown> =>
    createGraphCaller(emulator, token).post("/v26.0/me/messages", {
      recipient: { id: psid },
      message: { text: "Half price today" },
      messaging_type: "UPDATE",
    });
  expect(await send(await personWhoWrote(23.9, "current"))).toMatchObject({ message_id: anyText });
  expect(await send(await personWhoWrote(24.1, "current"))).toMatchObject(outsideWindow);
  expect(await send(await personWhoWrote(24.1, "legacy"))).toMatchObject(outsideWindow);
});

test("a tap opens the 24 hours again, but does not count for the 7 days of a tag", async () => {
  const { psid, token } = await personWhoWrote(10 * 24, "current");
  const pageId = token.replace("page-token-", "");
  expect((await sendTagged({ psid, token }, "HUMAN_AGENT")).body).toMatchObject(outsideWindow);
  await control(emulator, `/pages/${pageId}/customers/${psid}/tap`, z.unknown(), {
    text: "Start",
    payload: "GO",
  });
  const plain = { recipient: { id: psid }, message: { text: "Welcome back" }, messaging_type: "RESPONSE" };
  const answer = await createGraphCaller(emulator, token).post("/v26.0/me/messages", plain);
  expect(answer).toMatchObject({ recipient_id: psid });
  expect((await sendTagged({ psid, token }, "HUMAN_AGENT")).body).toMatchObject(outsideWindow);
});
