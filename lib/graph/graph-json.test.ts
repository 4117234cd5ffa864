import fc from "fast-check";
import { expect, test } from "vitest";
import { parseGraphJson } from "./graph-json";

const longNumber = fc.stringMatching(/^-?[1-9][0-9]{15,30}$/);

test("long whole numbers keep every digit, wherever they stand and however the answer is spaced", () => {
  fc.assert(
    fc.property(longNumber, fc.constantFrom("", " ", "\n", "\t "), (digits, space) => {
      expect(parseGraphJson(`${space}${digits}${space}`)).toBe(digits);
      expect(parseGraphJson(`[${space}${digits}${space},${space}${digits}]`)).toEqual([digits, digits]);
      expect(parseGraphJson(`{"id"${space}:${space}${digits}${space},"n":[1,{"m":${digits}}]}`)).toEqual({
        id: digits,
        n: [1, { m: digits }],
      });
    }),
  );
});

test("whatever else an answer holds is read as JSON says, digits in its texts too", () => {
  const text = fc.oneof(fc.string(), longNumber, fc.constantFrom('":1234567890123456789', "\\", '\\"'));
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: "small" },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("any")),
      fc.dictionary(text, tie("any")),
    ),
  })).any;
  fc.assert(
    fc.property(value, longNumber, (given, digits) => {
      const json = JSON.stringify(given);
      expect(parseGraphJson(json)).toEqual(JSON.parse(json));
      expect(parseGraphJson(`[${json},${digits}]`)).toEqual([JSON.parse(json), digits]);
    }),
  );
});
