import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Predicate } from "./predicate";
import { anyLabelId, anyPredicate } from "./predicate-arbitrary.fixture";
import { printTargeting, toBroadcastAudience, toTargetingValue } from "./predicate-targeting";
import { parseTargeting, toTextPosition } from "./predicate-targeting-reader";
import { propertyCases } from "./property-cases.fixture";

const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const and = (...operands: Predicate[]): Predicate => ({ op: "AND", operands });
const or = (...operands: Predicate[]): Predicate => ({ op: "OR", operands });
const not = (operand: Predicate): Predicate => ({ op: "NOT", operand });

/** Both examples as they stand in the platform document, comments and placeholders included. */
const documentExample = `"targeting": {
  "labels": {
    "operator": "OR", // union all PSIDs that meet desired age
    "values": [
      <UNDER_25_CUSTOMERS_LABEL_ID>,
      <OVER_50_CUSTOMERS_LABEL_ID>
    ]
  }
}`;
const nestedDocumentExample = `"targeting": {
  "labels": {
    "operator": "OR", // union all PSIDs that meet desired age and location
    "values": [
      <OVER_50_CUSTOMERS_LABEL_ID>,
      {
        "operator": "AND", // intersect customers in California and under 25
        "values": [
          <CALIFORNIA_CUSTOMERS_LABEL_ID>,
          <UNDER_25_CUSTOMERS_LABEL_ID>
        ]
      }
    ]
  }
}`;
const answers = new Map([
  ["OVER_50_CUSTOMERS_LABEL_ID", "50"],
  ["UNDER_25_CUSTOMERS_LABEL_ID", "25"],
  ["CALIFORNIA_CUSTOMERS_LABEL_ID", "1"],
]);

describe("pasting Messenger JSON", () => {
  test("both examples of the platform document are read as they stand, once their placeholders are answered", () => {
    expect(parseTargeting(documentExample, answers)).toEqual({
      ok: true,
      predicate: or(label("25"), label("50")),
    });
    expect(parseTargeting(nestedDocumentExample, answers)).toEqual({
      ok: true,
      predicate: or(label("50"), and(label("1"), label("25"))),
    });
  });

  test("each placeholder is asked for, in order, at its place", () => {
    const reading = parseTargeting(nestedDocumentExample);
    expect(reading).toMatchObject({
      ok: false,
      placeholders: [
        { key: "OVER_50_CUSTOMERS_LABEL_ID", asksFor: "label" },
        { key: "CALIFORNIA_CUSTOMERS_LABEL_ID" },
        { key: "UNDER_25_CUSTOMERS_LABEL_ID" },
      ],
    });
    const first = reading.ok ? undefined : reading.problems[0];
    expect(toTextPosition(nestedDocumentExample, first?.offset ?? 0)).toEqual({ line: 5, column: 7 });
  });

  test("a placeholder used twice may mean two labels, and an operator can be one, quoted or not", () => {
    const text = '{"operator": "<OR|NOT|AND>", "values": [<CUSTOM_LABEL_ID>, <CUSTOM_LABEL_ID>]}';
    expect(parseTargeting(text)).toMatchObject({
      placeholders: [
        { key: "OR|NOT|AND", asksFor: "operator" },
        { key: "CUSTOM_LABEL_ID", asksFor: "label" },
        { key: "CUSTOM_LABEL_ID#2", asksFor: "label" },
      ],
    });
    const filled = new Map([
      ["OR|NOT|AND", "AND"],
      ["CUSTOM_LABEL_ID", "1"],
      ["CUSTOM_LABEL_ID#2", "2"],
    ]);
    expect(parseTargeting(text, filled)).toEqual({ ok: true, predicate: and(label("1"), label("2")) });
  });

  test("the dots of the template are pointed at, not skipped", () => {
    expect(parseTargeting('{"operator":"OR","values":[1, ...]}')).toMatchObject({
      problems: [{ code: "ellipsis", offset: 30 }],
    });
  });

  test.each([
    [
      "a whole request",
      '{"message_creative_id": <ID>, "targeting": {"labels": {"operator":"OR","values":[1,2]}}}',
    ],
    ["with outer braces", '{"targeting": {"labels": {"operator":"OR","values":[1,2]}}}'],
    ["labels alone", '"labels": {"operator":"OR","values":[1,2]},'],
    ["the group alone", '{"operator":"OR","values":["1","2"]}'],
    ["without any braces", '"operator":"OR", "values": [1, 2,],'],
    ["values first", '{"values":[1,2], "operator":"OR"}'],
    [
      "comments everywhere",
      '/* a */ { // b\n "operator" /* c */ : "OR", "values": [1, /* d */ 2 // e\n ] } // f',
    ],
    [
      "a curl command",
      `curl -X POST -H "Content-Type: application/json" -d '{
      "targeting": {"labels": {"operator":"OR","values":[1,2]}}
    }' "https://graph.facebook.com/v2.11/me/broadcast_messages?access_token=xxx"`,
    ],
  ])("it is found in %s", (_, text) => {
    expect(parseTargeting(text)).toEqual({ ok: true, predicate: or(label("1"), label("2")) });
  });

  test.each([
    "1712444532121303",
    '"1712444532121303"',
    '"custom_label_id": 1712444532121303',
    '{"custom_label_id": "1712444532121303"}',
  ])("one label alone is fine: %s", (text) => {
    expect(parseTargeting(text)).toEqual({ ok: true, predicate: label("1712444532121303") });
  });

  test("an id keeps every digit, also beyond what a computer number holds", () => {
    const read = (text: string) => parseTargeting(text);
    expect(read("[24633018877401211]").ok).toBe(false);
    expect(read('{"operator":"NOT","values":[24633018877401211]}')).toEqual({
      ok: true,
      predicate: not(label("24633018877401211")),
    });
  });
});

describe("Messenger JSON that is refused, with the place", () => {
  test.each<[string, string, object]>([
    ["an empty group", '{"operator":"AND","values":[]}', { code: "empty-group", offset: 0 }],
    [
      "NOT with two values",
      '{"operator":"NOT","values":[1,2]}',
      { code: "not-needs-one", values: 2, offset: 27 },
    ],
    ["NOT with none", '{"operator":"NOT","values":[]}', { code: "not-needs-one", values: 0 }],
    [
      "another operator",
      '{"operator":"XOR","values":[1]}',
      { code: "unknown-operator", operator: "XOR", offset: 12 },
    ],
    ["a small-letter operator", '{"operator":"or","values":[1]}', { code: "unknown-operator" }],
    ["no operator", '{"values":[1]}', { code: "operator-missing", offset: 0 }],
    ["no values", '{"operator":"OR"}', { code: "values-missing", offset: 0 }],
    ["values that are no list", '{"operator":"OR","values":{}}', { code: "values-missing", offset: 26 }],
    [
      "a key we cannot honour",
      '{"operator":"OR","values":[1],"country":"US"}',
      { code: "unknown-key", key: "country" },
    ],
    [
      "targeting beside labels",
      '{"targeting":{"labels":1,"age":2}}',
      { code: "unknown-key", key: "age", offset: 25 },
    ],
    ["no audience at all", '{"message_creative_id": 5}', { code: "no-predicate", offset: 0 }],
    ["two audiences", '{"custom_label_id":1,"targeting":{"labels":2}}', { code: "two-audiences" }],
    [
      "the same key twice",
      '{"operator":"OR","operator":"AND","values":[1]}',
      { code: "duplicate-key", offset: 17 },
    ],
    ["a fraction", '{"operator":"OR","values":[1.5]}', { code: "not-a-label-id", offset: 27 }],
    ["a rounded number", '{"operator":"OR","values":[2.4e16]}', { code: "not-a-label-id", offset: 27 }],
    ["a negative number", '{"operator":"OR","values":[-1]}', { code: "not-a-label-id" }],
    ["true", '{"operator":"OR","values":[true]}', { code: "not-a-label-id" }],
    ["an empty id", '{"operator":"OR","values":[""]}', { code: "not-a-label-id" }],
    ["a list in a list", '{"operator":"OR","values":[[1]]}', { code: "not-a-label-id", offset: 27 }],
    ["nothing", "  ", { code: "unexpected-end" }],
    ["half of it", '{"operator":"OR","values":[1', { code: "unexpected-end", offset: 28 }],
    ["two of them", '{"operator":"OR","values":[1]} {}', { code: "unexpected-text", offset: 31 }],
    ["a forgotten comma", '{"operator":"OR" "values":[1]}', { code: "unexpected-text", offset: 17 }],
    ["an endless comment", '/* {"operator":"OR","values":[1]}', { code: "unexpected-text", offset: 0 }],
  ])("%s", (_, text, problem) => {
    expect(parseTargeting(text)).toMatchObject({ ok: false, problems: [problem] });
  });

  test("too deep and too many, at any size, without harm", () => {
    const deep = (depth: number) => `${'{"operator":"NOT","values":['.repeat(depth)}1${"]}".repeat(depth)}`;
    expect(parseTargeting(deep(15)).ok).toBe(true);
    expect(parseTargeting(deep(16))).toMatchObject({ problems: [{ code: "too-deep" }] });
    expect(parseTargeting(deep(100_000))).toMatchObject({ problems: [{ code: "too-deep" }] });
    const wide = `{"operator":"OR","values":[${"1,".repeat(500)}]}`;
    expect(parseTargeting(wide)).toMatchObject({ problems: [{ code: "too-many-nodes" }] });
  });
});

describe("Messenger JSON both ways", () => {
  const readableId = anyLabelId.filter((labelId) => !/^<[^<>]+>$/.test(labelId));
  const anyTree = fc
    .uniqueArray(readableId, { minLength: 1, maxLength: 6 })
    .chain((ids) => anyPredicate(ids, 6));

  test("what is copied out and pasted back is the same tree in the same order", () => {
    fc.assert(
      fc.property(anyTree, (predicate) => {
        expect(parseTargeting(printTargeting(predicate))).toEqual({ ok: true, predicate });
        expect(parseTargeting(JSON.stringify(toTargetingValue(predicate)))).toEqual({ ok: true, predicate });
      }),
    );
  });

  test("a group goes out as targeting, a single label as custom_label_id, as the document shows", () => {
    expect(toBroadcastAudience(or(label("50"), not(label("1"))))).toEqual({
      targeting: { labels: { operator: "OR", values: ["50", { operator: "NOT", values: ["1"] }] } },
    });
    expect(toBroadcastAudience(label("50"))).toEqual({ custom_label_id: "50" });
  });

  test("no text whatever makes it throw", () => {
    const piece = fc.constantFrom(
      '"operator"',
      '"values"',
      '"OR"',
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      "1",
      "<A>",
      "//",
      "/*",
      "\n",
    );
    const text = fc.oneof(
      fc.array(piece).map((pieces) => pieces.join("")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, (pasted) => {
        const reading = parseTargeting(pasted);
        expect(reading.ok || reading.problems.length > 0).toBe(true);
      }),
      { numRuns: propertyCases },
    );
  });
});

test("a label of another Page is refused where it stands", () => {
  const text = '{"operator":"OR","values":[1, 24633018877401211]}';
  expect(parseTargeting(text, new Map(), new Set(["1"]))).toMatchObject({
    ok: false,
    problems: [{ code: "unknown-label", labelId: "24633018877401211", offset: text.indexOf("246") }],
  });
});
