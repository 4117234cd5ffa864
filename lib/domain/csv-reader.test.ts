import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CsvReader } from "./csv-reader";
import { readLabelFileHead, readLabelFileRow } from "./label-file";

function readAll(pieces: readonly string[]) {
  const reader = new CsvReader();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

const cellsOf = (text: string) => readAll([text]).map(({ cells }) => cells);

test.each<[string, string[][]]>([
  [
    "a,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    'a;b\n1;"x;y"\n',
    [
      ["a", "b"],
      ["1", "x;y"],
    ],
  ],
  [
    "a\tb\r1\t2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    'a,b\n"He said ""hi""","two\nlines"\n',
    [
      ["a", "b"],
      ['He said "hi"', "two\nlines"],
    ],
  ],
  [
    "a,b\n\n , \n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  ["only", [["only"]]],
])("what spreadsheets write is read as it was meant: %j", (text, rows) => {
  expect(cellsOf(text)).toEqual(rows);
});

test("wherever a file is cut into pieces, it reads the same", () => {
  const text = 'psid,labels\r\n"1","A; ""B"""\r\n2,"C\r\nD"\r\n';
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 6 }), (cuts) => {
      const sorted = [0, ...cuts.toSorted((one, other) => one - other), text.length];
      const pieces = sorted.slice(1).map((end, at) => text.slice(sorted[at], end));
      expect(readAll(pieces)).toEqual(readAll([text]));
    }),
  );
});

test("a quote that never ends and lines as an editor counts them are told", () => {
  const rows = readAll(['a,b\n1,"x\ny"\n2,"open']);
  expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
    [1, null],
    [2, null],
    [4, "quote-open"],
  ]);
});

test("one column with names, or a column for each label: both give the same labels", () => {
  const one = readLabelFileHead(["Name", "PSID", "Labels"])!;
  expect(one).toMatchObject({ psid: 1, names: 2, ignored: ["Name"] });
  expect(readLabelFileRow(["Ada", "100200300", "VIP; Oat milk|VIP"], one)).toEqual({
    ok: true,
    psid: "100200300",
    labelNames: ["VIP", "Oat milk"],
  });
  expect(
    readLabelFileRow(["", "100200300", "Portland, OR"], one, (name) => name === "Portland, OR"),
  ).toMatchObject({ labelNames: ["Portland, OR"] });
  const many = readLabelFileHead(["psid", "VIP", "Oat milk", "email"])!;
  expect(many).toMatchObject({ names: null, ignored: ["email"] });
  expect(readLabelFileRow(["100200300", "yes", "0", "a@b"], many)).toMatchObject({ labelNames: ["VIP"] });
  expect(readLabelFileRow(["100200300", "maybe", ""], many)).toEqual({
    ok: false,
    problem: "answer-unclear",
  });
});

test.each([
  ["", "VIP", "psid-missing"],
  ["1.00200300400501E+14", "VIP", "psid-rounded"],
  ["12a", "VIP", "psid-wrong"],
  ["100200300", "", "no-labels"],
  ["100200300", "=HYPERLINK(1)", "formula"],
  ["100200300", "ad_id.77", "name-wrong"],
])("a row that cannot be used says why: %j %j", (psid, names, problem) => {
  const columns = readLabelFileHead(["psid", "labels"])!;
  expect(readLabelFileRow([psid, names], columns)).toEqual({ ok: false, problem });
});

test("what our own export protected from spreadsheets is read back, and a file without PSIDs is refused", () => {
  const columns = readLabelFileHead(["PSID", "Labels"])!;
  expect(readLabelFileRow(['="100200300"', "'+1"], columns)).toMatchObject({
    psid: "100200300",
    labelNames: ["+1"],
  });
  expect(readLabelFileHead(["Name", "Town"])).toBeNull();
  expect(readLabelFileHead(["100200300400", "VIP"])).toMatchObject({ hasHead: false, psid: 0, names: 1 });
});

test("a quotation mark after letters that follow a quoted part is a letter like any other", () => {
  expect(cellsOf('a,b\n"x"y"z,2\n')).toEqual([
    ["a", "b"],
    ['xy"z', "2"],
  ]);
});
