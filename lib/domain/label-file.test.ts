import { expect, test } from "vitest";
import { readLabelFileHead, readLabelFileRow } from "./label-file";

const columns = readLabelFileHead(["psid", "labels"])!;

function namesIn(cell: string, known: readonly string[] = []): unknown {
  const verdict = readLabelFileRow(["1001", cell], columns, (name) => known.includes(name));
  return verdict.ok ? verdict.labelNames : verdict.problem;
}

test("a name that a label has is never taken for several, whatever it holds", () => {
  const known = ["VIP", "VIP | Wien", "A; B", "Smith, John"];
  expect(namesIn("VIP | Wien", known)).toEqual(["VIP | Wien"]);
  expect(namesIn("A; B", known)).toEqual(["A; B"]);
  expect(namesIn("VIP | Wien; Smith, John; VIP", known)).toEqual(["VIP | Wien", "Smith, John", "VIP"]);
});

test("names that no label has are told apart by semicolons or bars, and by commas where there is neither", () => {
  expect(namesIn("One; Two")).toEqual(["One", "Two"]);
  expect(namesIn("One | Two")).toEqual(["One", "Two"]);
  expect(namesIn("One, Two")).toEqual(["One", "Two"]);
  expect(namesIn("One, Two; Three")).toEqual(["One, Two", "Three"]);
});

test("a name with letters that could not be read is left out, and the reason says so", () => {
  expect(namesIn("M\uFFFDnchen")).toBe("not-utf-8");
});
