import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkContent, fillContent } from "./message-check";
import {
  contentKinds,
  contentLimits,
  listContentWords,
  startContent,
  type MessageContent,
} from "./message-content";
import { messageContentSchema } from "./message-content-schema";
import { findPromotionalWording } from "./promotional-wording";

const names = { firstNameLengthMax: 5, someWithoutFirstName: false };
const url = "https://example.com/menu";
const feedback: MessageContent = {
  kind: "feedback",
  title: "How was it?",
  subtitle: "",
  buttonTitle: "Rate",
  question: { type: "csat", title: "Was it good?", followUp: "" },
  privacyUrl: url,
  expiresInDays: 3,
};
const good: MessageContent[] = [
  { kind: "text", text: "Hello {first_name|there}" },
  { kind: "quick-replies", text: "Coffee?", replies: ["Yes", "No"] },
  {
    kind: "buttons",
    text: "Look",
    buttons: [
      { kind: "link", title: "Menu", url },
      { kind: "answer", title: "Later" },
    ],
  },
  { kind: "cards", cards: [{ title: "Guji", subtitle: "", imageUrl: "", buttons: [] }] },
  { kind: "picture", url },
  feedback,
];

test.each(good)("a $kind that keeps every limit has no problem", (content) => {
  expect(checkContent(content, names)).toEqual([]);
  expect(messageContentSchema.parse(content)).toEqual(content);
});

test.each(contentKinds)("a %s that was only begun says what is missing", (kind) => {
  expect(checkContent(startContent(kind), names).map(({ code }) => code)).toContain("empty");
});

describe("each limit is told at its own field, from the first character over it", () => {
  const long = (max: number) => "☕".repeat(max + 1);
  test.each<[string, MessageContent, string]>([
    ["the text", { kind: "text", text: long(contentLimits.text.max) }, "text"],
    ["a text with the name filled in", { kind: "text", text: `${"☕".repeat(1_995)}{first_name|x}` }, "text"],
    [
      "the text over buttons",
      { kind: "buttons", text: long(640), buttons: [{ kind: "link", title: "a", url }] },
      "text",
    ],
    [
      "a fourth button",
      { kind: "buttons", text: "x", buttons: Array(4).fill({ kind: "link", title: "a", url }) as never },
      "buttons",
    ],
    [
      "a button without an address",
      { kind: "buttons", text: "x", buttons: [{ kind: "link", title: "a", url: "menu" }] },
      "buttons.0.url",
    ],
    [
      "a fourteenth reply",
      { kind: "quick-replies", text: "x", replies: Array<string>(14).fill("a") },
      "replies",
    ],
    ["a reply", { kind: "quick-replies", text: "x", replies: [long(20)] }, "replies.0"],
    [
      "an eleventh card",
      {
        kind: "cards",
        cards: Array(11).fill({ title: "a", subtitle: "", imageUrl: "", buttons: [] }) as never,
      },
      "cards",
    ],
    [
      "a card’s title",
      { kind: "cards", cards: [{ title: long(80), subtitle: "", imageUrl: "", buttons: [] }] },
      "cards.0.title",
    ],
    ["a feedback title", { ...feedback, title: long(65) }, "title"],
    ["an address in a feedback title", { ...feedback, title: "See www.example.com" }, "title"],
    [
      "a short question",
      { ...feedback, question: { type: "csat", title: "Ok?", followUp: "" } },
      "question.title",
    ],
    ["a week and a day", { ...feedback, expiresInDays: 8 }, "expiresInDays"],
  ])("%s", (_, content, field) => {
    expect(checkContent(content, names).map((problem) => problem.field)).toEqual([field]);
  });
});

test("whatever passes the check for an audience can be filled in for everybody of it", () => {
  const firstName = fc.string({ minLength: 1, maxLength: 5, unit: fc.constantFrom("a", "☕", "é") });
  const text = fc.array(fc.constantFrom("Hello ", "{first_name}", "{first_name|you}", "☕☕☕", "{x}"), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(text, firstName, fc.constantFrom(...good), (pieces, name, begun) => {
      const content = "text" in begun ? { ...begun, text: pieces.join("") } : begun;
      if (checkContent(content, names).length > 0) return;
      const filled = fillContent(content, { firstName: name });
      expect(filled.ok).toBe(true);
      if (filled.ok) expect(listContentWords(filled.content).join()).not.toContain("{first_name");
    }),
  );
});

test.each<[string, string[]]>([
  ["Your order is on its way.", []],
  ["20% off everything, this week only", ["20% off"]],
  ["A special OFFER and a coupon for you; the offer ends today", ["offer", "coupon"]],
  ["We dealt with it", []],
])("what looks like a promotion is named: %s", (text, found) => {
  expect(findPromotionalWording([text]).map((word) => word.toLowerCase())).toEqual(found);
});
