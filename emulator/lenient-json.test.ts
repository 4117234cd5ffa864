import fc from "fast-check";
import { expect, test } from "vitest";
import { parseLenientJson } from "./lenient-json";

test("whatever is JSON is read as JSON, except that long integers stay text", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value, null, 1);
      fc.pre(!/\d{16}/.test(text));
      // The long id takes the careful way; the rest must come through it unchanged.
      expect(parseLenientJson(`{"id": 24633018877401211, "value": ${text}}`)).toEqual({
        id: "24633018877401211",
        value: JSON.parse(text) as unknown,
      });
    }),
  );
});

test("what is not JSON is refused", () => {
  for (const text of ["", "{", "{a}", "[1 2]", '{"a":}', "'", '"', "24633018877401211x", "[,]", "{,}"]) {
    expect(() => parseLenientJson(text), text).toThrow();
  }
});
