import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { readCachedLabels, toLabels } from "../../scripts/testing/cached-labels";
import { openWorld, type TestPage, type Truth, type World } from "../../scripts/testing/world";

let world: World;
let page: TestPage;
let userId: string;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());
beforeEach(async () => {
  const { db } = await import("../db");
  page = await world.connect({ customers: 40, labels: [{ name: "VIP", share: 0.3 }, "Oat milk"] });
  await world.drain();
  userId = (await db().user.findFirstOrThrow()).id;
});

const pageId = () => page.pageId as never;
/** A body as it comes in, piece by piece. */
function streamOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

const truth = () => world.control<Truth>("GET", `truth?page=${page.pageId}`);

async function bring(text: string | Buffer): Promise<string> {
  const { keepFile } = await import("./keep-file");
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  // Small pieces, as a slow network brings them.
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) =>
    bytes.subarray(at * 7, at * 7 + 7),
  );
  const body = streamOf(pieces.map((piece) => new Uint8Array(piece)));
  return (await keepFile(pageId(), userId, "people.csv", body)).importId;
}

async function preview(importId: string) {
  const { getCsvImport } = await import("./data");
  return getCsvImport(pageId(), importId);
}

async function readable() {
  return (await truth()).customers.filter(({ labelsReadable }) => labelsReadable);
}

test("what the preview says is what the job then does, and undo takes back only that", async () => {
  const { startCsvImport } = await import("./mutations");
  const { undoJob } = await import("../bulk-changes/mutations");
  const { getJob } = await import("../bulk-changes/data");
  const before = toLabels(await truth());
  const people = await readable();
  const vip = page.labels[0]!.id;
  const had = people.filter(({ labelIds }) => labelIds.includes(vip)).length;
  const importId = await bring(`PSID;Labels\r\n${people.map(({ psid }) => `${psid};vip`).join("\r\n")}\r\n`);
  expect(await preview(importId)).toMatchObject({
    ...{ rows: people.length, people: people.length, problems: [], unknownPsids: 0, unknownNames: [] },
    labels: [{ labelId: vip, gain: people.length - had, have: had }],
  });
  const { jobId } = await startCsvImport(pageId(), userId, importId);
  await world.settle();
  expect(await getJob(pageId(), jobId)).toMatchObject({
    ...{ state: "done", people: people.length, items: people.length },
    counts: { done: people.length - had, unchanged: had, failed: 0 },
  });
  expect((await readable()).every(({ labelIds }) => labelIds.includes(vip))).toBe(true);
  expect(await readCachedLabels(page.pageId)).toEqual(toLabels(await truth()));
  await expect(startCsvImport(pageId(), userId, importId)).rejects.toMatchObject({ code: "csv-used" });
  await undoJob(pageId(), { userId, role: "admin" }, jobId);
  await world.settle();
  expect(toLabels(await truth())).toEqual(before);
});

test("lines that cannot be used are counted by their reasons, and given back with them; the others are used", async () => {
  const { exportBadRows } = await import("./data");
  const [one] = await readable();
  const importId = await bring(
    `psid,labels\n${one!.psid},"Oat milk"\n1.5E+16,VIP\n99999999999,VIP\n${one!.psid},=SUM(A1)\n,VIP\n${one!.psid},\n`,
  );
  const shown = await preview(importId);
  expect(shown).toMatchObject({ rows: 6, people: 1, unknownPsids: 1, labels: [{ name: "Oat milk" }] });
  expect(shown.problems.map(({ rows }) => rows)).toEqual([1, 1, 1, 1]);
  let text = "";
  for await (const part of exportBadRows(pageId(), importId)) text += part;
  const lines = text.trim().split("\r\n");
  expect(lines).toHaveLength(6);
  expect(lines[1]).toMatch(/^3,A spreadsheet rounded the PSID.*,1\.5E\+16,VIP$/);
  expect(lines[2]).toMatch(/^4,This person is not a customer of the Page\.,99999999999,VIP$/);
  expect(lines[3]).toContain("'=SUM(A1)");
});

test("labels that the Page does not have can be made, two spellings of one name once, and are then part of the difference", async () => {
  const { createMissingLabels } = await import("./mutations");
  const [one, other] = await readable();
  const importId = await bring(`psid,labels\n${one!.psid},Early bird\n${other!.psid},early  BIRD\n`);
  expect((await preview(importId)).unknownNames.map(({ name }) => name)).toEqual([
    "Early bird",
    "early  BIRD",
  ]);
  expect(await createMissingLabels(pageId(), userId, importId)).toEqual({ created: 1 });
  expect(await preview(importId)).toMatchObject({
    unknownNames: [],
    labels: [{ name: "Early bird", gain: 2 }],
  });
});

test("a file from an old spreadsheet in UTF-16, with a column for each label, is read like any other", async () => {
  const [one, other] = await readable();
  const text = `\ufeffPSID\tVIP\tOat milk\r\n${one!.psid}\tyes\t\r\n${other!.psid}\tx\t1\r\n`;
  const shown = await preview(await bring(Buffer.from(text, "utf16le")));
  expect(shown).toMatchObject({ rows: 2, people: 2, problems: [] });
  expect(shown.labels.map(({ name, gain, have }) => [name, gain + have])).toEqual([
    ["VIP", 2],
    ["Oat milk", 1],
  ]);
});

test("a file from Excel in Windows-1252 is read with its letters, and the preview says how it was read", async () => {
  const [one] = await readable();
  // Café; 5 € Club; “Regulars”
  const names = Buffer.from([
    0x43, 0x61, 0x66, 0xe9, 0x3b, 0x35, 0x20, 0x80, 0x20, 0x43, 0x6c, 0x75, 0x62, 0x3b, 0x93,
  ]);
  const text = Buffer.concat([
    Buffer.from(`PSID,Labels\r\n${one!.psid},"`),
    names,
    Buffer.from("Regulars"),
    Buffer.from([0x94]),
    Buffer.from('"\r\n'),
  ]);
  const shown = await preview(await bring(text));
  expect(shown).toMatchObject({ encoding: "windows-1252", problems: [], rows: 1, people: 1 });
  expect(shown.unknownNames.map(({ name }) => name).sort()).toEqual(["5 € Club", "Café", "“Regulars”"]);
  const utf16 = `\ufeffPSID;Labels\r\n${one!.psid};"Café; 5 € Club"\r\n`;
  const other = await preview(await bring(Buffer.from(utf16, "utf16le")));
  expect(other).toMatchObject({ encoding: "utf-16le", problems: [] });
  expect(other.unknownNames.map(({ name }) => name).sort()).toEqual(["5 € Club", "Café"]);
});

test("a UTF-8 file with a damaged letter is not taken for another encoding: the line says what to do", async () => {
  const [one] = await readable();
  const damaged = Buffer.concat([
    Buffer.from(`PSID,Labels\n${one!.psid},Café\n${one!.psid},Caf`),
    Buffer.from([0xe9, 0x0a]),
  ]);
  const shown = await preview(await bring(damaged));
  expect(shown).toMatchObject({ encoding: "utf-8", rows: 2 });
  expect(shown.unknownNames.map(({ name }) => name)).toEqual(["Café"]);
  expect(shown.problems).toEqual([{ rows: 1, words: expect.stringContaining("CSV UTF-8") as string }]);
});

test("a file of many lines becomes items slice by slice: stopped in between, the next run goes on, and nobody is left out", async () => {
  const { db } = await import("../db");
  const { startCsvImport } = await import("./mutations");
  const { getJob } = await import("../bulk-changes/data");
  const { changeLabelsInBulk } = await import("../bulk-changes/change-labels");
  const people = await readable();
  // The last of them stand on the last lines alone.
  const [last, ...others] = people;
  const lines = Array.from({ length: 1_200 }, (_, at) => `${others[at % others.length]!.psid},VIP`);
  const importId = await bring(`psid,labels\n${lines.join("\n")}\n${last!.psid},VIP; Oat milk\n`);
  const { jobId } = await startCsvImport(pageId(), userId, importId);
  const items = people.length + 1;
  expect(await getJob(pageId(), jobId)).toMatchObject({ items, people: people.length });
  const stopped = { holder: "test", abortSignal: AbortSignal.abort() };
  await changeLabelsInBulk({ pageId: page.pageId, jobId }, stopped);
  expect(await db().jobItem.count({ where: { jobId } })).toBe(0);
  let looks = 0;
  const stopsAfterOne = {
    get aborted() {
      return ++looks > 1;
    },
  } as AbortSignal;
  await changeLabelsInBulk({ pageId: page.pageId, jobId }, { holder: "test", abortSignal: stopsAfterOne });
  expect(await db().jobItem.count({ where: { jobId } })).toBe(others.length);
  await world.settle();
  expect(await getJob(pageId(), jobId)).toMatchObject({ state: "done", items });
  const vip = page.labels[0]!.id;
  expect((await readable()).every(({ labelIds }) => labelIds.includes(vip))).toBe(true);
});

test("a file that is too large, too long, empty or about nobody is refused, and nothing of it stays", async () => {
  const { db } = await import("../db");
  const { keepFile } = await import("./keep-file");
  const huge = () => {
    const piece = new Uint8Array(1024 * 1024).fill(65);
    return streamOf(Array.from({ length: 9 }, () => piece));
  };
  await expect(keepFile(pageId(), userId, "a", huge())).rejects.toMatchObject({ code: "csv-too-large" });
  await expect(bring("name,town\nAda,Rome\n")).rejects.toMatchObject({ code: "csv-no-psid" });
  await expect(bring("psid,labels\n")).rejects.toMatchObject({ code: "csv-empty" });
  const long = streamOf([Buffer.from(`psid,labels\n${"100200300,A\n".repeat(100_001)}`)]);
  await expect(keepFile(pageId(), userId, "a", long)).rejects.toMatchObject({ code: "csv-too-many-rows" });
  expect(await db().csvImport.count({ where: { pageId: page.pageId } })).toBe(0);
});
