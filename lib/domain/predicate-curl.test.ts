import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyPredicate } from "./predicate-arbitrary.fixture";
import { printBroadcastCurl } from "./predicate-curl";
import { propertyCases } from "./property-cases.fixture";
import { parseTargeting } from "./predicate-targeting-reader";

test("the command is the document’s own, with the ids digit for digit and placeholders for what is secret", () => {
  const text = printBroadcastCurl({
    op: "OR",
    operands: [
      { op: "LABEL", labelId: "1712444532121303" },
      { op: "NOT", operand: { op: "LABEL", labelId: "1001200005002" } },
    ],
  });
  expect(text).toBe(`curl -X POST -H "Content-Type: application/json" -d '{
  "message_creative_id": <MESSAGE_CREATIVE_ID>,
  "targeting": {
    "labels": {
      "operator": "OR",
      "values": [
        "1712444532121303",
        {
          "operator": "NOT",
          "values": [
            "1001200005002"
          ]
        }
      ]
    }
  }
}' "https://graph.facebook.com/v2.11/me/broadcast_messages?access_token=<PAGE_ACCESS_TOKEN>"`);
});

test("one label alone has the document’s field for one label", () => {
  expect(printBroadcastCurl({ op: "LABEL", labelId: "827" })).toContain('"custom_label_id": "827"');
});

test("what was copied as a command can be pasted as a predicate again", () => {
  fc.assert(
    fc.property(anyPredicate(["1", "22", "333"], 5), (predicate) => {
      expect(parseTargeting(printBroadcastCurl(predicate))).toEqual({ ok: true, predicate });
    }),
    { numRuns: propertyCases / 10 },
  );
});
