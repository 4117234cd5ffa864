import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createEmulator } from "../app";
import { runCurl, type CurlAnswer } from "../testing/curl";
import { control, createGraphCaller, truthSchema } from "../testing/graph-caller";
import { anyText, listWith } from "../testing/matchers";

/** “Targeting Broadcast Messages”, Graph API v2.11: every request and answer it prints. */
const pageId = "100200300400502";
const emulator = createEmulator({ seed: "tiny" });
const harbor = createGraphCaller(emulator, "page-token-harbor");
const values: Record<string, string> = {
  "<PAGE_ACCESS_TOKEN>": "page-token-harbor",
  "<LABEL_NAME>": "myLabel",
};
const run = (command: string): Promise<CurlAnswer> => runCurl(emulator, command, values);
const idSchema = z.object({ id: z.string() });
const broadcastSchema = z.object({ broadcast_id: z.number() });
const cursors = { before: anyText, after: anyText };

beforeAll(async () => {
  const { customers, labels } = await control(emulator, `/truth?page=${pageId}`, truthSchema);
  // An id that JavaScript numbers cannot hold, as the document writes it: without quotes.
  const psid = customers.map((customer) => customer.psid).find((one) => String(Number(one)) !== one) ?? "";
  Object.assign(values, { "<PSID>": psid, "<PSID_TO_REMOVE>": psid });
  const labelId = (name: string): string => labels.find((label) => label.name === name)?.id ?? "";
  values["<CALIFORNIA_CUSTOMERS_LABEL_ID>"] = labelId("California");
  values["<UNDER_25_CUSTOMERS_LABEL_ID>"] = labelId("Under 25");
  values["<OVER_50_CUSTOMERS_LABEL_ID>"] = labelId("Over 50");
  const creative = await harbor.post("/v2.11/me/message_creatives", {
    messages: [{ text: "A coupon for you" }],
  });
  values["<MESSAGE_CREATIVE_ID>"] = values["<BROADCAST_MESSAGE_ID>"] = String(creative.message_creative_id);
  const { body } = await run(`curl -X POST -H "Content-Type: application/json" -d '{    
    "name": "<LABEL_NAME>",  
  }' "https://graph.facebook.com/v2.11/me/custom_labels?access_token=<PAGE_ACCESS_TOKEN>"`);
  values["<CUSTOM_LABEL_ID>"] = idSchema.parse(body).id;
});
afterAll(() => emulator.close());

/** Who received the broadcast, once it is finished. */
async function recipientsOf(answer: CurlAnswer): Promise<string[]> {
  const { broadcast_id: id } = broadcastSchema.parse(answer.body);
  await expect.poll(async () => (await harbor.get(`/v2.11/${id}?fields=status`)).status).toBe("FINISHED");
  const schema = z.array(
    z.object({ psid: z.string(), messages: z.array(z.object({ broadcastId: z.string().nullable() })) }),
  );
  const received = await control(emulator, `/received?page=${pageId}`, schema);
  return received
    .filter(({ messages }) => messages.some(({ broadcastId }) => broadcastId === String(id)))
    .map(({ psid }) => psid)
    .sort();
}

async function whoCarries(
  matches: (carries: (placeholder: string) => boolean) => boolean,
): Promise<string[]> {
  const { customers } = await control(emulator, `/truth?page=${pageId}`, truthSchema);
  const carry = customers.filter(({ labelIds }) =>
    matches((placeholder) => labelIds.includes(values[placeholder] ?? "")),
  );
  return carry.map(({ psid }) => psid).sort();
}

test("“Creating a Label” answers an id, trailing comma of the sample and all", () => {
  expect(values["<CUSTOM_LABEL_ID>"]).toMatch(/^\d{16}$/);
});

test("“Associating a Label to a PSID” takes the unquoted id digit for digit", async () => {
  const { body } = await run(`curl -X POST -H "Content-Type: application/json" -d '{    
    "user": <PSID>
  }' "https://graph.facebook.com/v2.11/<CUSTOM_LABEL_ID>/label?access_token=<PAGE_ACCESS_TOKEN>"`);
  expect(body).toEqual({ success: true });
  expect(await whoCarries((carries) => carries("<CUSTOM_LABEL_ID>"))).toEqual([values["<PSID>"]]);
});

test("“Retrieving Labels Associated with a PSID” answers names, ids and cursors without asking for fields", async () => {
  const { body } = await run(
    `curl -X GET "https://graph.facebook.com/v2.11/<PSID>/custom_labels?access_token=<PAGE_ACCESS_TOKEN>"`,
  );
  const label = { name: "myLabel", id: values["<CUSTOM_LABEL_ID>"] };
  expect(body).toEqual({ data: listWith([label]), paging: { cursors } });
});

test("“Sending a Message with a Label” reaches exactly those who carry it", async () => {
  const answer = await run(`curl -X POST -H "Content-Type: application/json" -d '{    
    "message_creative_id": <BROADCAST_MESSAGE_ID>,
    "custom_label_id": <CUSTOM_LABEL_ID>
  }' "https://graph.facebook.com/v2.11/me/broadcast_messages?access_token=<PAGE_ACCESS_TOKEN>"`);
  expect(await recipientsOf(answer)).toEqual([values["<PSID>"]]);
});

test("“Retrieving Label Details” answers name and id through the bare node its curl calls", async () => {
  const { body } = await run(
    `curl -X GET "https://graph.facebook.com/v2.11/<CUSTOM_LABEL_ID>?fields=name&access_token=<PAGE_ACCESS_TOKEN>"`,
  );
  expect(body).toEqual({ name: "myLabel", id: values["<CUSTOM_LABEL_ID>"] });
});

test("“Retrieving a List of All Labels” answers names, ids and cursors", async () => {
  const { body } = await run(
    `curl -X GET "https://graph.facebook.com/v2.11/me/custom_labels?fields=name&access_token=<PAGE_ACCESS_TOKEN>"`,
  );
  const label = { name: "myLabel", id: values["<CUSTOM_LABEL_ID>"] };
  expect(body).toEqual({ data: listWith([label]), paging: { cursors } });
});

test("“Label Predicates” take two groups of two labels under one operator", async () => {
  const [a, b] = ["<CALIFORNIA_CUSTOMERS_LABEL_ID>", "<UNDER_25_CUSTOMERS_LABEL_ID>"];
  const answer = await run(`curl -X POST -H "Content-Type: application/json" -d '{
    "message_creative_id": <MESSAGE_CREATIVE_ID>,
    "targeting": {
      "labels": {
        "operator": "OR",
        "values": [
          {
            "operator": "AND",
            "values": [
              ${a}, 
              ${b}
            ]
          },
          {
            "operator": "OR",
            "values": [
              <CUSTOM_LABEL_ID>,
              <OVER_50_CUSTOMERS_LABEL_ID>,
            ]
          },
        ]
      }
    }
  }' "https://graph.facebook.com/v2.11/me/broadcast_messages?access_token=<PAGE_ACCESS_TOKEN>"`);
  const expected = await whoCarries(
    (carries) =>
      (carries(a) && carries(b)) || carries("<CUSTOM_LABEL_ID>") || carries("<OVER_50_CUSTOMERS_LABEL_ID>"),
  );
  expect(await recipientsOf(answer)).toEqual(expected);
});

test("“Example Predicate” reaches the customers under 25 or over 50, comment of the sample and all", async () => {
  const answer = await broadcast(`"targeting": {
  "labels": {
    "operator": "OR", // union all PSIDs that meet desired age
    "values": [
      <UNDER_25_CUSTOMERS_LABEL_ID>, 
      <OVER_50_CUSTOMERS_LABEL_ID>   
    ]    
  }
}`);
  const expected = await whoCarries(
    (carries) => carries("<UNDER_25_CUSTOMERS_LABEL_ID>") || carries("<OVER_50_CUSTOMERS_LABEL_ID>"),
  );
  expect(await recipientsOf(answer)).toEqual(expected);
});

test("“Example Nested Predicate” reaches Californians under 25 and everybody over 50", async () => {
  const answer = await broadcast(`"targeting": {
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
}`);
  const expected = await whoCarries(
    (carries) =>
      carries("<OVER_50_CUSTOMERS_LABEL_ID>") ||
      (carries("<CALIFORNIA_CUSTOMERS_LABEL_ID>") && carries("<UNDER_25_CUSTOMERS_LABEL_ID>")),
  );
  expect(await recipientsOf(answer)).toEqual(expected);
});

test("by default a broadcast goes to all open conversations", async () => {
  const everybody = await whoCarries(() => true);
  expect(await recipientsOf(await broadcast(`"notification_type": "REGULAR"`))).toEqual(everybody);
});

test("NOT selects those without the label, and takes one value only", async () => {
  const not = await broadcast(
    `"targeting":{"labels":{"operator":"NOT","values":[<OVER_50_CUSTOMERS_LABEL_ID>]}}`,
  );
  expect(await recipientsOf(not)).toEqual(
    await whoCarries((carries) => !carries("<OVER_50_CUSTOMERS_LABEL_ID>")),
  );
  const two = await broadcast(
    `"targeting":{"labels":{"operator":"NOT","values":[<OVER_50_CUSTOMERS_LABEL_ID>,<UNDER_25_CUSTOMERS_LABEL_ID>]}}`,
  );
  expect(two.body).toMatchObject({ error: { code: 100 } });
});

test("“Removing a Label From a PSID” and “Deleting a Label” answer success", async () => {
  const removed = await run(
    `curl -X DELETE "https://graph.facebook.com/v2.11/<CUSTOM_LABEL_ID>/label?user=<PSID_TO_REMOVE>&access_token=<PAGE_ACCESS_TOKEN>"`,
  );
  expect(removed.body).toEqual({ success: true });
  expect(await whoCarries((carries) => carries("<CUSTOM_LABEL_ID>"))).toEqual([]);
  const deleted = await run(
    `curl -X DELETE -H "Content-Type: application/json" "https://graph.facebook.com/v2.11/<CUSTOM_LABEL_ID>?access_token=<PAGE_ACCESS_TOKEN>"`,
  );
  expect(deleted.body).toEqual({ success: true });
});

/** The targeting the document prints by itself, in the request it belongs to. */
function broadcast(properties: string): Promise<CurlAnswer> {
  return run(`curl -X POST -H "Content-Type: application/json" -d '{
    "message_creative_id": <MESSAGE_CREATIVE_ID>,
    ${properties}
  }' "https://graph.facebook.com/v2.11/me/broadcast_messages?access_token=<PAGE_ACCESS_TOKEN>"`);
}
