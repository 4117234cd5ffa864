import { expect, test } from "vitest";
import { toCsvLine, toCsvResponse } from "./csv";

test.each<[(string | number | null)[], string]>([
  [["Ada", 3, null], "Ada,3,\r\n"],
  [['She said "hi", then left', "two\nlines"], '"She said ""hi"", then left","two\nlines"\r\n'],
  [["=HYPERLINK(1)", "+1", "-2", "@x", "\t=1"], "'=HYPERLINK(1),'+1,'-2,'@x,'\t=1\r\n"],
  [[" =1+1", "a=b"], "' =1+1,a=b\r\n"],
])("a line that no spreadsheet runs, and every program reads back: %j", (cells, line) => {
  expect(toCsvLine(cells)).toBe(line);
});

test("a file is made while it is read, and making it stops when nobody reads on", async () => {
  const made: number[] = [];
  async function* chunks() {
    for (let at = 0; at < 1_000; at++) {
      made.push(at);
      yield await Promise.resolve(toCsvLine([at]));
    }
  }
  const response = toCsvResponse('Über "all".csv', chunks());
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="-ber-all-.csv"');
  const reader = response.body!.getReader();
  const first = await reader.read();
  expect(new TextDecoder().decode(first.value)).toBe("0\r\n");
  await reader.cancel();
  expect(made.length).toBeLessThan(5);
});
