import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText } from "./fold-text";

test.each([
  ["Zoé Gauthier", "zoe gauthier"],
  ["  MÜLLER   Straße ", "muller strasse"],
  ["Łukasz Żółć", "lukasz zolc"],
  ["Ｆｕｌｌ Width", "full width"],
  ["a\u200Db\u202Ec", "abc"],
  ["Søren\nÆrø", "soren aero"],
  ["", ""],
])("%j is found as %j", (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test("folding twice is folding once, and no folded text breaks a line", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const folded = foldText(text);
      expect(foldText(folded)).toBe(folded);
      expect(folded).not.toMatch(/[\n\r\0]/);
    }),
  );
});
