import { afterAll, expect, test } from "vitest";
import { createEmulator } from "./app";
import { z } from "zod";
import { control, createGraphCaller, seededSchema, truthSchema } from "./testing/graph-caller";

const emulator = createEmulator({ seed: "tiny" });
const northwind = createGraphCaller(emulator, "page-token-northwind");
const harbor = createGraphCaller(emulator, "page-token-harbor");
afterAll(() => emulator.close());

test("a label is made, shown, listed and deleted under the new field name from v12.0 on", async () => {
  const { id } = await northwind.post("/v12.0/100200300400501/custom_labels?page_label_name=Platinum");
  expect(await northwind.get(`/v12.0/${id}?fields=page_label_name`)).toEqual({
    page_label_name: "Platinum",
    id,
  });
  const list = await northwind.get("/v12.0/100200300400501/custom_labels?fields=page_label_name&limit=100");
  expect(list.data).toContainEqual({ page_label_name: "Platinum", id });
  expect(await northwind.delete(`/v12.0/${id}`)).toEqual({ success: true });
  expect(await northwind.get(`/v12.0/${id}`)).toMatchObject({ error: { code: 100, error_subcode: 33 } });
});

test("from v12.0 on the old field name is refused, below it is the one", async () => {
  expect(await northwind.post("/v12.0/me/custom_labels?name=Old")).toMatchObject({ error: { code: 100 } });
  expect(await northwind.get("/v26.0/me/custom_labels?fields=name")).toMatchObject({ error: { code: 100 } });
  const { id } = await harbor.post("/v2.11/me/custom_labels", { name: "myLabel" });
  expect(await harbor.get(`/v2.11/${id}?fields=name`)).toEqual({ name: "myLabel", id });
});

test("a customer whose id is beyond 2^53 gets the label even when the id is sent as a bare number", async () => {
  const { customers } = await control(emulator, "/truth?page=100200300400502", truthSchema);
  const psid = customers.map((one) => one.psid).find((one) => String(Number(one)) !== one);
  const { id } = await harbor.post("/v2.11/me/custom_labels", { name: "Exact" });
  expect(await harbor.post(`/v2.11/${id}/label`, `{ "user": ${psid} }`)).toEqual({ success: true });
  const labels = await harbor.get(`/v2.11/${psid}/custom_labels`);
  expect(labels.data).toContainEqual({ name: "Exact", id });
  expect(await harbor.delete(`/v2.11/${id}/label?user=${psid}`)).toEqual({ success: true });
  expect((await harbor.get(`/v2.11/${psid}/custom_labels`)).data).not.toContainEqual({ name: "Exact", id });
});

test("paging follows absolute links on the caller's own address until there is no next", async () => {
  const names: string[] = [];
  let next: string | undefined = "/v26.0/me/custom_labels?fields=page_label_name&limit=2";
  while (next !== undefined) {
    const page = await northwind.get(next);
    names.push(...(page.data ?? []).map((label) => String(label.page_label_name)));
    next = page.paging?.next;
    if (next !== undefined) expect(next).toMatch(/^http:\/\/graph\.test\/v26\.0\//);
  }
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(6);
});

test("without accepted contact terms every label call answers 2/2018344 and is not transient", async () => {
  const { pageId, token } = await control(emulator, "/seed", seededSchema, { customers: 3, labels: ["VIP"] });
  await control(emulator, "/switches", z.unknown(), { pageId, contactTermsAccepted: false });
  const page = createGraphCaller(emulator, token);
  const refusal = { error: { code: 2, error_subcode: 2018344, is_transient: false } };
  expect(await page.get("/v26.0/me/custom_labels")).toMatchObject(refusal);
  expect(await page.post("/v26.0/me/custom_labels?page_label_name=X")).toMatchObject(refusal);
});

test("another Page's token does not see this Page's labels", async () => {
  const list = await northwind.get("/v26.0/me/custom_labels");
  expect(await harbor.get(`/v26.0/${String(list.data?.[0]?.id)}`)).toMatchObject({
    error: { code: 100, error_subcode: 33 },
  });
});
