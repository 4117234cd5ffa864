import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { createEmulator } from "../app";
import { control, createGraphCaller, truthSchema } from "../testing/graph-caller";
import { listWith } from "../testing/matchers";

const dayMs = 86_400_000;
const emulator = createEmulator({ seed: "demo" });
afterAll(() => emulator.close());
const truthOf = (pageId: string): Promise<z.infer<typeof truthSchema>> =>
  control(emulator, `/truth?page=${pageId}`, truthSchema);
const shareWithin = (times: number[], windowMs: number): number =>
  times.filter((at) => emulator.clock.now() - at <= windowMs).length / times.length;

test("Northwind Coffee has 5,000 customers and 24 labels with the lead stages, one of them a lead at most", async () => {
  const { customers, labels } = await truthOf("100200300400501");
  expect([customers.length, new Set(customers.map(({ psid }) => psid)).size, labels.length]).toEqual([
    5000, 5000, 24,
  ]);
  const stages = ["Lead Complete", "Lead in Progress", "Lead Disqualified", "Lead Incomplete"];
  const stageIds = labels.filter(({ name }) => stages.includes(name)).map(({ id }) => id);
  expect(stageIds).toHaveLength(4);
  expect(labels.filter(({ name }) => /^ad_id\.\d+$/.test(name))).toHaveLength(2);
  expect(
    Math.max(...customers.map(({ labelIds }) => labelIds.filter((id) => stageIds.includes(id)).length)),
  ).toBe(1);
});

test("ids are strings of 16 and 17 digits, and read as numbers some turn into somebody else", async () => {
  const { customers } = await truthOf("100200300400501");
  const psids = new Set(customers.map(({ psid }) => psid));
  expect([...psids].every((psid) => /^\d{16,17}$/.test(psid))).toBe(true);
  const misread = [...psids].filter(
    (psid) => String(Number(psid)) !== psid && psids.has(String(Number(psid))),
  );
  expect(misread.length).toBeGreaterThan(1000);
});

test("about 1 % are phone-number accounts, whose labels and profile cannot be read", async () => {
  const { customers } = await truthOf("100200300400501");
  const phones = customers.filter(({ labelsReadable }) => !labelsReadable);
  expect(phones.length).toBeGreaterThan(25);
  expect(phones.length).toBeLessThan(80);
  const northwind = createGraphCaller(emulator, "page-token-northwind");
  const refusal = { error: { code: 100, error_subcode: 2018218 } };
  expect(await northwind.get(`/v26.0/${phones[0]?.psid}?fields=name`)).toMatchObject(refusal);
  expect(await northwind.get(`/v26.0/${phones[0]?.psid}/custom_labels`)).toMatchObject(refusal);
});

test("Harbor Books has 1,200 customers and the labels of the document's examples", async () => {
  const { customers, labels } = await truthOf("100200300400502");
  expect(customers).toHaveLength(1200);
  expect(labels.map(({ name }) => name)).toEqual(listWith(["California", "Under 25", "Over 50"]));
});

test("a week later nobody is inside a window; when customers wake, 30 % are inside a day and 60 % inside a week", async () => {
  emulator.clock.advance(9 * dayMs);
  const asleep = (await truthOf("100200300400501")).customers.map(({ windowOpenedAt }) => windowOpenedAt);
  expect(shareWithin(asleep, dayMs)).toBe(0);
  await control(emulator, "/wake", z.unknown(), {});
  const awake = (await truthOf("100200300400501")).customers.map(({ windowOpenedAt }) => windowOpenedAt);
  expect(shareWithin(awake, dayMs)).toBeCloseTo(0.3, 1);
  expect(shareWithin(awake, 7 * dayMs)).toBeCloseTo(0.6, 1);
});

test("paging through conversations finds everybody once, newest first, also while people write", async () => {
  await control(emulator, "/switches", z.unknown(), { rateLimits: false });
  const harbor = createGraphCaller(emulator, "page-token-harbor");
  const { customers } = await truthOf("100200300400502");
  const seen: string[] = [];
  let next: string | undefined = "/v2.11/me/conversations?fields=participants,updated_time&limit=100";
  for (let pageNumber = 0; next !== undefined; pageNumber += 1) {
    const page = await harbor.get(next);
    const schema = z.array(
      z.object({ participants: z.object({ data: z.array(z.object({ id: z.string() })) }) }),
    );
    seen.push(...schema.parse(page.data).map(({ participants }) => participants.data[0]?.id ?? ""));
    next = page.paging?.next;
    // Somebody already seen writes: they move to the top and shift nobody out of the pages to come.
    const psid = seen[pageNumber * 7];
    await control(emulator, `/pages/100200300400502/customers/${psid}/write`, z.unknown(), {
      text: "One more thing",
    });
  }
  expect(seen).toHaveLength(1200);
  expect(new Set(seen)).toEqual(new Set(customers.map(({ psid }) => psid)));
});
