import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createEmulator } from "../app";
import { control, createGraphCaller, truthSchema } from "../testing/graph-caller";
import { anyText, textLike } from "../testing/matchers";

const pageId = "100200300400501";
const bodies: string[] = [];
const emulator = createEmulator({
  seed: "tiny",
  fetch: async (input, init) => {
    bodies.push(await new Request(input, init).text());
    return new Response("");
  },
});
const page = createGraphCaller(emulator, "page-token-northwind");
let psid = "";
const send = (body: Record<string, unknown>): Promise<unknown> =>
  page.post(`/v26.0/${pageId}/messages`, { recipient: { id: psid }, messaging_type: "RESPONSE", ...body });
const template = (payload: Record<string, unknown>): Record<string, unknown> => ({
  message: { attachment: { type: "template", payload } },
});
const button = { type: "web_url", title: "Shop", url: "https://shop.example/" };

beforeAll(async () => {
  psid = (await control(emulator, `/truth?page=${pageId}`, truthSchema)).customers[0]?.psid ?? "";
  await control(emulator, `/pages/${pageId}/callback`, z.unknown(), { url: "http://product.test/" });
  await page.post("/me/subscribed_apps?subscribed_fields=messaging_feedback,message_reads");
});
afterAll(() => emulator.close());

test.each<[string, Record<string, unknown>]>([
  ["a text", { message: { text: "Hello" } }],
  [
    "a text with quick replies",
    { message: { text: "Red?", quick_replies: [{ content_type: "text", title: "Red", payload: "R" }] } },
  ],
  [
    "an image by URL",
    { message: { attachment: { type: "image", payload: { url: "https://shop.example/a.png" } } } },
  ],
  ["a button template", template({ template_type: "button", text: "Shall we?", buttons: [button] })],
  [
    "a generic template",
    template({
      template_type: "generic",
      elements: [{ title: "Guji", subtitle: "Peach", buttons: [button] }],
    }),
  ],
  [
    "a media template",
    template({ template_type: "media", elements: [{ media_type: "image", url: "https://facebook.com/1" }] }),
  ],
  [
    "a receipt",
    template({
      template_type: "receipt",
      recipient_name: "Ada",
      order_number: "1",
      currency: "USD",
      payment_method: "Card",
      summary: { total_cost: 9 },
    }),
  ],
  ["a coupon", template({ template_type: "coupon", title: "10 % off", coupon_code: "TEN" })],
  ["a text in a form's JSON with single quotes", { recipient: undefined, message: "{'text':'Hi'}" }],
])("%s is taken and received", async (_name, body) => {
  const answer = await send({ ...body, recipient: body.recipient ?? { id: psid } });
  expect(answer).toMatchObject({ recipient_id: psid, message_id: textLike(/^m_/) });
});

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ["nobody to send to", { recipient: undefined, message: { text: "x" } }, { code: 100 }],
  ["a stranger", { recipient: { id: "123" }, message: { text: "x" } }, { code: 100, error_subcode: 2018001 }],
  ["an empty text", { message: { text: "" } }, { code: 100 }],
  ["a text of 2,000 code points", { message: { text: "x".repeat(2000) } }, { code: 100 }],
  ["metadata of 1,000 code points", { message: { text: "x", metadata: "m".repeat(1000) } }, { code: 100 }],
  [
    "text and attachment at once",
    { message: { text: "x", attachment: { type: "image", payload: {} } } },
    { code: 100 },
  ],
  [
    "an attachment id that is none",
    { message: { attachment: { type: "image", payload: { attachment_id: "1" } } } },
    { code: 100, error_subcode: 2018074 },
  ],
  [
    "an attachment without an address",
    { message: { attachment: { type: "image", payload: { url: "nowhere" } } } },
    { code: 100, error_subcode: 2018008 },
  ],
  [
    "four buttons",
    template({ template_type: "button", text: "x", buttons: [button, button, button, button] }),
    { code: 100 },
  ],
  ["a template of an earlier era", template({ template_type: "list", elements: [] }), { code: 100 }],
  [
    "message and sender action at once",
    { message: { text: "x" }, sender_action: "typing_on" },
    { code: 100, error_subcode: 2018014 },
  ],
  ["a messaging type that is none", { message: { text: "x" }, messaging_type: "PROMOTION" }, { code: 100 }],
  [
    "a tag that is none",
    { message: { text: "x" }, messaging_type: "MESSAGE_TAG", tag: "SALE" },
    { code: 100 },
  ],
  ["a persona that is none", { message: { text: "x" }, persona_id: "1" }, { code: 100 }],
])("%s is refused", async (_name, body, error) => {
  expect(await send(body)).toMatchObject({ error });
});

test("a message shows up in its conversation, newest first, and can be read by its id", async () => {
  const sent = z.object({ message_id: z.string() }).parse(await send({ message: { text: "Look here" } }));
  const thread = await page.get(
    `/v26.0/${pageId}/conversations?user_id=${psid}&fields=messages.limit(1){id,message,from}`,
  );
  const newest = {
    id: sent.message_id,
    message: "Look here",
    from: { name: "Northwind Coffee", email: `${pageId}@facebook.com`, id: pageId },
  };
  expect(thread.data).toMatchObject([{ messages: { data: [newest] } }]);
  expect(await page.get(`/v26.0/${sent.message_id}?fields=message,from`)).toEqual(newest);
});

test("a comment, a post and a ticked checkbox each let one message through, long after the window", async () => {
  for (const [action, name] of [
    ["comment", "comment_id"],
    ["post", "post_id"],
    ["checkbox", "user_ref"],
  ] as const) {
    emulator.clock.advance(30 * 86_400_000);
    const schema = z.object({ [name]: z.string() });
    const recipient = await control(emulator, `/pages/${pageId}/customers/${psid}/${action}`, schema, {
      text: "Nice!",
    });
    const answer = await send({ recipient, message: { text: "Thank you!" } });
    expect(answer).toEqual(
      name === "user_ref" ? { message_id: anyText } : { recipient_id: psid, message_id: anyText },
    );
    expect(await send({ recipient, message: { text: "And again" } })).toMatchObject({ error: { code: 100 } });
  }
  expect(await send({ message: { text: "By id" } })).toMatchObject({
    error: { code: 10, error_subcode: 2018278 },
  });
  await control(emulator, `/pages/${pageId}/customers/${psid}/refer`, z.unknown(), { ref: "summer" });
  expect(await send({ message: { text: "By id" } })).toMatchObject({ message_id: anyText });
  emulator.clock.live();
});

test("1,999 code points of emoji are one message, although they are 3,998 units", async () => {
  expect(await send({ message: { text: "🎉".repeat(1999) } })).toMatchObject({ message_id: anyText });
});

test("a reusable attachment gets an id that works again, for 90 days", async () => {
  const image = (payload: Record<string, unknown>): Record<string, unknown> => ({
    message: { attachment: { type: "image", payload } },
  });
  const first = z
    .object({ attachment_id: z.string() })
    .parse(await send(image({ url: "https://shop.example/a.png", is_reusable: true })));
  expect(await send(image(first))).toMatchObject({ message_id: anyText });
  emulator.clock.advance(91 * 86_400_000);
  await control(emulator, `/pages/${pageId}/customers/${psid}/write`, z.unknown(), {});
  expect(await send(image(first))).toMatchObject({ error: { code: 100, error_subcode: 2018074 } });
  emulator.clock.live();
});

test("a utility template goes out long after the window, once it exists", async () => {
  const message = { template: { name: "order_shipped", language: { code: "en" } } };
  emulator.clock.advance(60 * 86_400_000);
  expect(await send({ message, messaging_type: "UTILITY" })).toMatchObject({ error: { code: 100 } });
  const components = [{ type: "BODY", text: "Your order has shipped." }];
  const made = await page.post(`/v26.0/${pageId}/message_templates`, {
    name: "order_shipped",
    language: "en",
    category: "UTILITY",
    components,
  });
  expect(made).toMatchObject({ status: "APPROVED", category: "UTILITY" });
  expect(await send({ message, messaging_type: "UTILITY" })).toMatchObject({ message_id: anyText });
  emulator.clock.live();
});

test("a customer's feedback comes back with its score and comment", async () => {
  const question = {
    id: "taste",
    type: "csat",
    title: "How was the coffee?",
    score_option: "five_stars",
    follow_up: { type: "free_form" },
  };
  const screens = [{ questions: [question] }];
  const privacy = { url: "https://shop.example/privacy" };
  const feedback = template({
    template_type: "customer_feedback",
    title: "Tell us",
    feedback_screens: screens,
    business_privacy: privacy,
  });
  expect(await send({ ...feedback, messaging_type: "MESSAGE_TAG", tag: "CUSTOMER_FEEDBACK" })).toMatchObject({
    message_id: anyText,
  });
  await control(emulator, `/pages/${pageId}/customers/${psid}/feedback`, z.unknown(), {
    score: "4",
    text: "Lovely",
  });
  await control(emulator, "/flush", z.unknown(), {});
  const answer = { type: "csat", payload: "4", follow_up: { type: "free_form", payload: "Lovely" } };
  expect(JSON.parse(bodies.at(-1) ?? "")).toMatchObject({
    entry: [
      {
        messaging: [
          { messaging_feedback: { feedback_screens: [{ screen_id: 0, questions: { taste: answer } }] } },
        ],
      },
    ],
  });
});
