import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createEmulator } from "../app";
import { runCurl, type CurlAnswer } from "../testing/curl";
import { control, createGraphCaller, truthSchema } from "../testing/graph-caller";
import { anyNumber, listWith } from "../testing/matchers";

/** “Custom Labels for Customers”, 18 March 2026: every request and answer it prints. */
const bodies: string[] = [];
const emulator = createEmulator({
  seed: "tiny",
  fetch: async (input, init) => {
    bodies.push(await new Request(input, init).text());
    return new Response("");
  },
});
const values: Record<string, string> = {
  "LATEST-API-VERSION": "v26.0",
  "PAGE-ID": "100200300400501",
  "PAGE-ACCESS-TOKEN": "page-token-northwind",
  "CUSTOM-LABEL-NAME": "Platinum+Status",
};
const run = (command: string): Promise<CurlAnswer> => runCurl(emulator, command, values);
const idSchema = z.object({ id: z.string() });

beforeAll(async () => {
  const truth = await control(emulator, "/truth?page=100200300400501", truthSchema);
  values.PSID = truth.customers[0]?.psid ?? "";
  const { body } =
    await run(`curl -i -X POST "https://graph.facebook.com/LATEST-API-VERSION/PAGE-ID/custom_labels
    ?page_label_name=CUSTOM-LABEL-NAME
    &access_token=PAGE-ACCESS-TOKEN"`);
  values["CUSTOM-LABEL-ID"] = idSchema.parse(body).id;
});
afterAll(() => emulator.close());

test("“Create a Label” answers the id of the label", () => {
  expect(values["CUSTOM-LABEL-ID"]).toMatch(/^\d{16}$/);
});

test("“Get Details for a Label” answers name and id through the custom_labels form the document prints", async () => {
  const { body } =
    await run(`curl -X GET "https://graph.facebook.com/LATEST-API-VERSION/CUSTOM-LABEL-ID/custom_labels
    ?fields=page_label_name
    &access_token=PAGE-ACCESS-TOKEN"`);
  expect(body).toEqual({ page_label_name: "Platinum Status", id: values["CUSTOM-LABEL-ID"] });
});

test("“Get a List of Your Labels” answers data with names and ids", async () => {
  const { body } = await run(`curl -X GET "https://graph.facebook.com/LATEST-API-VERSION/PAGE-ID/custom_labels
    ?fields=page_label_name
    &access_token=PAGE-ACCESS-TOKEN"`);
  expect(body).toMatchObject({
    data: listWith([{ page_label_name: "Platinum Status", id: values["CUSTOM-LABEL-ID"] }]),
  });
});

test("“Assign a Label”, “Get Labels for a Person” and “Remove a Label” answer as printed, one after another", async () => {
  const label = { page_label_name: "Platinum Status", id: values["CUSTOM-LABEL-ID"] };
  const labels = `curl -X GET "https://graph.facebook.com/LATEST-API-VERSION/PSID/custom_labels
    ?fields=page_label_name
    &access_token=PAGE-ACCESS-TOKEN"`;
  const assigned =
    await run(`curl -i -X POST "https://graph.facebook.com/LATEST-API-VERSION/CUSTOM-LABEL-ID/label
    ?user=PSID
    &access_token=PAGE-ACCESS-TOKEN"`);
  expect(assigned).toEqual({ status: 200, body: { success: true } });
  expect((await run(labels)).body).toMatchObject({ data: listWith([label]) });
  const removed =
    await run(`curl -i -X DELETE "https://graph.facebook.com/LATEST-API-VERSION/CUSTOM-LABEL-ID/label
    ?user=PSID
    &access_token=PAGE-ACCESS-TOKEN"`);
  expect(removed).toEqual({ status: 200, body: { success: true } });
  expect((await run(labels)).body).not.toMatchObject({ data: listWith([label]) });
});

test("“inbox_labels Webhooks” arrive in the shape of the sample notification", async () => {
  const page = createGraphCaller(emulator, "page-token-northwind");
  await control(emulator, "/pages/100200300400501/callback", z.unknown(), { url: "http://product.test/" });
  await page.post("/v26.0/me/subscribed_apps?subscribed_fields=inbox_labels");
  await page.post(`/v26.0/${values["CUSTOM-LABEL-ID"]}/label?user=${values.PSID}`);
  await control(emulator, "/flush", z.unknown(), {});
  expect(JSON.parse(bodies[0] ?? "")).toEqual({
    object: "page",
    entry: [
      {
        id: "100200300400501",
        time: anyNumber,
        changes: [
          {
            value: {
              user: { id: values.PSID },
              action: "add",
              label: { id: values["CUSTOM-LABEL-ID"], page_label_name: "Platinum Status" },
            },
            field: "inbox_labels",
          },
        ],
      },
    ],
  });
});

test("“Get Labels for a Person” is refused for accounts that were made with a phone number", async () => {
  const seeded = z.object({ pageId: z.string(), token: z.string() });
  const { pageId, token } = await control(emulator, "/seed", seeded, {
    customers: 1000,
    hasOddAccounts: true,
    labels: 2,
  });
  const { customers } = await control(emulator, `/truth?page=${pageId}`, truthSchema);
  const phone = customers.find(({ labelsReadable }) => !labelsReadable);
  const answer = await createGraphCaller(emulator, token).get(
    `/v26.0/${phone?.psid}/custom_labels?fields=page_label_name`,
  );
  expect(answer).toMatchObject({ error: { code: 100, error_subcode: 2018218 } });
});

test("“Deleting a Label” answers success, and the label is gone", async () => {
  const { body } = await run(`curl -i -X DELETE "https://graph.facebook.com/LATEST-API-VERSION/CUSTOM-LABEL-ID
    ?access_token=PAGE-ACCESS-TOKEN"`);
  expect(body).toEqual({ success: true });
  const after = await createGraphCaller(emulator, "page-token-northwind").get(
    `/v26.0/${values["CUSTOM-LABEL-ID"]}`,
  );
  expect(after).toMatchObject({ error: { code: 100, error_subcode: 33 } });
});
