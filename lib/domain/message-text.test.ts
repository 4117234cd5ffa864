import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkMessageText, fillMessageText, measureMessageText, messageLengthMax } from "./message-text";

const everyoneNamed = { firstNameLengthMax: 10, someWithoutFirstName: false };
const someUnnamed = { firstNameLengthMax: 10, someWithoutFirstName: true };

describe("a message with a first name in it", () => {
  test("each customer reads their own name, or the fallback", () => {
    expect(fillMessageText("Hi {first_name|there}!", { firstName: "Zoë" })).toMatchObject({
      text: "Hi Zoë!",
    });
    expect(fillMessageText("Hi {first_name|there}!", { firstName: null })).toMatchObject({
      text: "Hi there!",
    });
    expect(fillMessageText("Hi {first_name|there}!", { firstName: "  " })).toMatchObject({
      text: "Hi there!",
    });
  });

  test("a name is never read as a placeholder itself", () => {
    const filled = fillMessageText("Hi {first_name}", { firstName: "{first_name} $& $1" });
    expect(filled).toMatchObject({ text: "Hi {first_name} $& $1" });
  });

  test("without a fallback, a customer without a first name gets no message, and the editor says so before", () => {
    expect(fillMessageText("Hi {first_name}", { firstName: null })).toMatchObject({
      ok: false,
      problem: { code: "fallback-missing", offset: 3 },
    });
    expect(checkMessageText("Hi {first_name}", someUnnamed)).toEqual([
      { code: "fallback-missing", offset: 3 },
    ]);
    expect(checkMessageText("Hi {first_name}", everyoneNamed)).toEqual([]);
    expect(checkMessageText("Hi {first_name|}", someUnnamed)).toEqual([
      { code: "fallback-missing", offset: 3 },
    ]);
  });

  test("a placeholder we do not know is pointed at, ordinary braces are text", () => {
    expect(checkMessageText("Hi {last_name}", everyoneNamed)).toEqual([
      { code: "unknown-placeholder", name: "last_name", offset: 3 },
    ]);
    expect(checkMessageText('{ "a": 1 } :-{ {} {1}', everyoneNamed)).toEqual([]);
  });

  test("an empty message is refused, also when only the name was in it", () => {
    expect(checkMessageText(" \n", everyoneNamed)).toEqual([{ code: "empty" }]);
    expect(fillMessageText("   ", { firstName: "Ada" })).toMatchObject({ problem: { code: "empty" } });
  });
});

describe("the length of a message", () => {
  test("1,999 characters may be sent, 2,000 may not, and an emoji counts once", () => {
    expect(checkMessageText("☕".repeat(messageLengthMax), everyoneNamed)).toEqual([]);
    expect(checkMessageText("🫘".repeat(2_000), everyoneNamed)).toMatchObject([
      { code: "too-long", length: 2_000 },
    ]);
  });

  test("the longest name in the audience decides, or the fallback where it is longer", () => {
    const template = `${"x".repeat(1_990)}{first_name|dear customer}`;
    expect(measureMessageText(template, everyoneNamed)).toBe(2_000);
    expect(measureMessageText(template, someUnnamed)).toBe(2_003);
  });

  test("what passed the check goes to every customer", () => {
    const text = fc.array(fc.constantFrom("{first_name|there}", "{first_name}", "ab", "🫘", "{", "}", "|"));
    const customer = fc.option(fc.string({ minLength: 1, maxLength: 10 }), { nil: null });
    fc.assert(
      fc.property(text, customer, (pieces, firstName) => {
        const template = `Hello ${pieces.join("")}`;
        if (checkMessageText(template, someUnnamed).length > 0) return;
        const filled = fillMessageText(template, { firstName });
        expect(filled.ok).toBe(true);
        if (filled.ok) expect(filled.length).toBeLessThanOrEqual(measureMessageText(template, someUnnamed));
      }),
    );
  });
});
