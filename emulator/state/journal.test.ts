import { appendFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createEmulator, type Emulator } from "../app";
import { control, createGraphCaller, truthSchema } from "../testing/graph-caller";

const pageId = "100200300400501";
let folder = "";
let bodies: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "emulator-journal-"));
  bodies = [];
});
afterEach(() => rm(folder, { recursive: true }));

/** An emulator over the folder; its callback answers `status`. */
function open(status = 200): Emulator {
  return createEmulator({
    seed: "tiny",
    dataFolder: folder,
    fetch: async (input, init) => {
      bodies.push(await new Request(input, init).text());
      return new Response("", { status });
    },
  });
}

async function subscribe(emulator: Emulator): Promise<string> {
  await control(emulator, `/pages/${pageId}/callback`, z.unknown(), { url: "http://product.test/" });
  await createGraphCaller(emulator, "page-token-northwind").post(
    "/me/subscribed_apps?subscribed_fields=messages",
  );
  const { customers } = await control(emulator, `/truth?page=${pageId}`, truthSchema);
  return customers[0]?.psid ?? "";
}

const write = (emulator: Emulator, psid: string, text: string): Promise<unknown> =>
  control(emulator, `/pages/${pageId}/customers/${psid}/write`, z.unknown(), { text });

test("a webhook the product had not taken when the emulator ended arrives after the next start", async () => {
  const before = open(500);
  const psid = await subscribe(before);
  await write(before, psid, "Is anybody there?");
  before.close();
  bodies = [];
  const after = open();
  await control(after, "/flush", z.unknown(), {});
  expect(bodies).toEqual([expect.stringContaining("Is anybody there?")]);
  after.close();
});

test("a line torn by a kill is cut off, and everything before it is kept", async () => {
  const before = open();
  const { id } = await createGraphCaller(before, "page-token-northwind").post(
    "/me/custom_labels?page_label_name=Kept",
  );
  before.close();
  await appendFile(join(folder, "journal.jsonl"), '{"type":"label-created","at":17');
  const after = open();
  const northwind = createGraphCaller(after, "page-token-northwind");
  expect(await northwind.get(`/v26.0/${id}?fields=page_label_name`)).toEqual({ page_label_name: "Kept", id });
  const { id: next } = await northwind.post("/me/custom_labels?page_label_name=Next");
  after.close();
  const again = open();
  expect(await createGraphCaller(again, "page-token-northwind").get(`/v26.0/${next}`)).toEqual({ id: next });
  again.close();
});

test("webhooks that arrived long ago do not make the journal grow for ever", async () => {
  const before = open();
  const psid = await subscribe(before);
  for (let count = 0; count < 2_500; count += 1) await write(before, psid, `Line ${count}`);
  await control(before, "/flush", z.unknown(), {});
  before.close();
  const { size: sizeBefore } = await stat(join(folder, "journal.jsonl"));
  const after = open();
  const thread = await createGraphCaller(after, "page-token-northwind").get(
    `/v26.0/t_10${psid}?fields=message_count`,
  );
  after.close();
  expect(Number(thread.message_count)).toBeGreaterThan(2_500);
  expect((await stat(join(folder, "journal.jsonl"))).size).toBeLessThan(sizeBefore / 2);
}, 60_000);

test("a seed, and what was switched, are the same after the next start", async () => {
  const before = open();
  await control(before, "/seed", z.unknown(), {
    pageId: "777000111222333",
    customers: 50,
    labels: 5,
    randomSeed: 9,
  });
  await control(before, "/switches", z.unknown(), { pageId: "777000111222333", doubleAssign: "error" });
  const truth = await control(before, "/truth?page=777000111222333", z.unknown());
  const switches = await control(before, "/switches", z.object({ pages: z.unknown() }));
  before.close();
  const after = open();
  expect(await control(after, "/truth?page=777000111222333", z.unknown())).toEqual(truth);
  expect((await control(after, "/switches", z.object({ pages: z.unknown() }))).pages).toEqual(switches.pages);
  after.close();
});
