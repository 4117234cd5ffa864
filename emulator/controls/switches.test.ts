import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { createEmulator } from "../app";
import {
  control,
  createGraphCaller,
  seededSchema,
  truthSchema,
  type GraphCaller,
} from "../testing/graph-caller";

const bodies: { pageId: string; entries: unknown[] }[] = [];
const notificationSchema = z.object({ entry: z.array(z.looseObject({ id: z.string() })) });
const emulator = createEmulator({
  fetch: async (input, init) => {
    const { entry } = notificationSchema.parse(await new Request(input, init).json());
    bodies.push({ pageId: entry[0]?.id ?? "", entries: entry });
    return new Response("");
  },
});
afterAll(() => emulator.close());

interface Shop {
  pageId: string;
  caller: GraphCaller;
  labelId: string;
  psids: string[];
  /** Notifications of this Page, each with its entries. */
  heard: () => Promise<unknown[][]>;
}

/** A Page of its own with one label that everybody carries, switched as wanted and subscribed. */
async function openShop(switches: Record<string, unknown>): Promise<Shop> {
  const spec = { customers: 5, labels: [{ name: "VIP", share: 1 }], callbackUrl: "http://product.test/" };
  const { pageId, token, labels } = await control(emulator, "/seed", seededSchema, spec);
  await control(emulator, "/switches", z.unknown(), { pageId, ...switches });
  const caller = createGraphCaller(emulator, token);
  await caller.post("/me/subscribed_apps?subscribed_fields=inbox_labels");
  const { customers } = await control(emulator, `/truth?page=${pageId}`, truthSchema);
  const heard = async (): Promise<unknown[][]> => {
    await control(emulator, "/flush", z.unknown(), { pageId });
    return bodies.filter((body) => body.pageId === pageId).map(({ entries }) => entries);
  };
  return { pageId, caller, labelId: labels[0]?.id ?? "", psids: customers.map(({ psid }) => psid), heard };
}

test("the app's own label writes come back as webhooks, or do not", async () => {
  for (const echoOwnLabelWrites of [true, false]) {
    const { caller, labelId, psids, heard } = await openShop({ echoOwnLabelWrites });
    await caller.delete(`/${labelId}/label?user=${psids[0]}`);
    expect((await heard()).flat()).toHaveLength(echoOwnLabelWrites ? 1 : 0);
  }
});

test("giving a label twice succeeds without a webhook, or is an error", async () => {
  for (const doubleAssign of ["success", "error"]) {
    const { caller, labelId, psids, heard } = await openShop({ doubleAssign });
    const answer = await caller.post(`/${labelId}/label`, { user: psids[0] });
    expect(answer).toMatchObject(doubleAssign === "success" ? { success: true } : { error: { code: 100 } });
    expect(await heard()).toEqual([]);
  }
});

test("deleting a used label is silent, or tells of each customer who loses it", async () => {
  for (const deleteUsedLabel of ["silent", "events"]) {
    const { caller, labelId, heard } = await openShop({ deleteUsedLabel });
    await caller.delete(`/${labelId}`);
    expect((await heard()).flat()).toHaveLength(deleteUsedLabel === "events" ? 5 : 0);
  }
});

test("a second label of the same name is made, or refused", async () => {
  for (const duplicateNames of ["allow", "refuse"]) {
    const { caller } = await openShop({ duplicateNames });
    await caller.post("/v26.0/me/custom_labels?page_label_name=VIP");
    expect((await caller.get("/v26.0/me/custom_labels")).data).toHaveLength(
      duplicateNames === "allow" ? 2 : 1,
    );
  }
});

test("updates travel together, or one a notification", async () => {
  for (const oneEventAPost of [false, true]) {
    const { pageId, labelId, psids, heard } = await openShop({ oneEventAPost });
    await Promise.all(
      psids.map((psid) =>
        control(emulator, `/pages/${pageId}/inbox-labels`, z.unknown(), { psid, labelId, action: "remove" }),
      ),
    );
    const notifications = await heard();
    expect(notifications.flat()).toHaveLength(5);
    if (oneEventAPost) expect(notifications).toHaveLength(5);
  }
});

test("a Page whose person may not message can be looked at, and nothing else", async () => {
  const { caller, labelId } = await openShop({ tasks: ["ANALYZE"] });
  expect(await caller.get("/v26.0/me?fields=tasks")).toMatchObject({ tasks: ["ANALYZE"] });
  expect(await caller.get(`/v26.0/${labelId}`)).toMatchObject({ error: { code: 200 } });
});

test("with the proof required, a call without it is refused", async () => {
  const { caller } = await openShop({ requireAppSecretProof: true });
  expect(await caller.get("/v26.0/me/custom_labels")).toMatchObject({
    error: { code: 100, type: "GraphMethodException" },
  });
});
