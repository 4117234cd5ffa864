import { expect, test } from "vitest";
import { findShownName } from "./customer-name";

test.each([
  ["a name", "Ada Lovelace", "Ada Lovelace"],
  ["markup, which is text", "<b>Ada</b>", "<b>Ada</b>"],
  ["a direction override with letters, kept whole", "\u202Eada", "\u202Eada"],
  ["an emoji", "🦊", "🦊"],
  ["nothing", "", null],
  ["spaces", "   ", null],
  ["invisible joiners and marks", "\u200D\u2060\u0301\u202E", null],
  ["the PSID in place of a name", "1234567890", null],
])("of %s the shown name is as it should be", (_, name, shown) => {
  expect(findShownName({ name, psid: "1234567890" })).toBe(shown);
});
