import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmulator } from "../app";
import { parseLenientJson } from "../lenient-json";
import { control, createGraphCaller, truthSchema } from "../testing/graph-caller";
import { anyText } from "../testing/matchers";

/** Where the three documents slip, and what was decided. The list is in the README too. */
const emulator = createEmulator({ seed: "tiny" });
const harbor = createGraphCaller(emulator, "page-token-harbor");
const northwind = createGraphCaller(emulator, "page-token-northwind");
let psid = "";
let labelId = "";

beforeAll(async () => {
  const truth = await control(emulator, "/truth?page=100200300400502", truthSchema);
  psid = truth.customers[0]?.psid ?? "";
  labelId = truth.labels[0]?.id ?? "";
});
afterAll(() => emulator.close());

test("comments in JSON (label predicates): taken as comments", () => {
  const text = `{ "operator": "OR", // union, "quoted" and all\n "values": [1, /* two */ 2], "at": "http://a//b" }`;
  expect(parseLenientJson(text)).toEqual({ operator: "OR", values: [1, 2], at: "http://a//b" });
});

test("a trailing comma in JSON (creating a label): dropped", () => {
  expect(parseLenientJson(`{ "name": "a, }", "list": [1, 2, ], }`)).toEqual({ name: "a, }", list: [1, 2] });
});

test("ids as unquoted integers (user, values): kept digit for digit, as text", () => {
  expect(parseLenientJson(`{"user": 24633018877401211, "values": [1712444532121303]}`)).toEqual({
    user: "24633018877401211",
    values: ["1712444532121303"],
  });
});

test("a missing & before access_token (removing a label): refused, since no token arrives", async () => {
  const anonymous = createGraphCaller(emulator, "");
  const answer = await anonymous.delete(`/v2.11/${labelId}/label?user=${psid}access_token=page-token-harbor`);
  expect(answer).toMatchObject({ error: { type: "OAuthException" } });
});

test("two forms of label details (LABEL-ID/custom_labels and the bare LABEL-ID): both answer the same", async () => {
  const bare = await harbor.get(`/v2.11/${labelId}?fields=name`);
  expect(await harbor.get(`/v2.11/${labelId}/custom_labels?fields=name`)).toEqual(bare);
});

test("“a data object with an array of labels” for one label (v2.11): the sample's plain object is answered", async () => {
  expect(await harbor.get(`/v2.11/${labelId}?fields=name`)).not.toHaveProperty("data");
});

test("an unquoted number as the id of a new label (v2.11): a string is answered, as by every reading call", async () => {
  expect(await harbor.post("/v2.11/me/custom_labels", { name: "Quoted" })).toEqual({
    id: anyText,
  });
});

test("names without asking for fields (labels of a PSID, v2.11): answered there, and nowhere from v12.0 on", async () => {
  await harbor.post(`/v2.11/${labelId}/label`, { user: psid });
  expect((await harbor.get(`/v2.11/${psid}/custom_labels`)).data?.[0]).toHaveProperty("name");
  expect((await northwind.get("/v26.0/me/custom_labels")).data?.[0]).toEqual({ id: anyText });
});

test("“update” of a label (custom labels, in prose): there is no call for it, and none is imitated", async () => {
  expect(await harbor.post(`/v2.11/${labelId}`, { name: "Renamed" })).toMatchObject({
    error: { code: 100, error_subcode: 33 },
  });
});

test("three tags that ended on 27 April 2026 (message tags still list them): refused for current Pages", async () => {
  const truth = await control(emulator, "/truth?page=100200300400501", truthSchema);
  const message = {
    recipient: { id: truth.customers[0]?.psid },
    message: { text: "x" },
    messaging_type: "MESSAGE_TAG",
  };
  const answer = await northwind.post("/v26.0/me/messages", { ...message, tag: "ACCOUNT_UPDATE" });
  expect(answer).toMatchObject({ error: { code: 100 } });
});
