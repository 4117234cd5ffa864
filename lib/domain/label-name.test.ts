import { describe, expect, test } from "vitest";
import { labelHues, toLabelHue } from "./label-hue";
import { findLeadStage, toLabelKind } from "./label-kind";
import { checkLabelName, foldLabelName } from "./label-name";

describe("naming a label", () => {
  test("the space around a name is not part of it", () => {
    expect(checkLabelName("  Oat milk \n")).toEqual({ ok: true, name: "Oat milk" });
  });

  test("64 characters are allowed, 65 are not, and an emoji counts once", () => {
    expect(checkLabelName("☕".repeat(60) + "🫘🫘🫘🫘").ok).toBe(true);
    expect(checkLabelName("x".repeat(65))).toEqual({
      ok: false,
      code: "too-long",
      length: 65,
      lengthMax: 64,
    });
  });

  test.each(["", "   ", "\u200b", "\u200d\u0301", "\t\n"])("a name nobody could see is empty: %j", (name) => {
    expect(checkLabelName(name)).toEqual({ ok: false, code: "empty" });
  });

  test.each(["a\u0000b", "two\nlines", "a\u2028b", "half \ud83d"])(
    "a name must be one line of text: %j",
    (name) => {
      expect(checkLabelName(name)).toEqual({ ok: false, code: "control-character" });
    },
  );

  test("names that look the same are recognised", () => {
    expect(foldLabelName(" Oat  MILK ")).toBe(foldLabelName("oat milk"));
    expect(foldLabelName("Café")).toBe(foldLabelName("Cafe\u0301"));
  });
});

describe("where a label comes from", () => {
  test.each([
    ["Lead Complete", "lead-stage"],
    ["lead in progress ", "lead-stage"],
    ["Lead Complete 2", "own"],
    ["ad_id.120207", "automatic"],
    ["my ad_id.1", "own"],
    ["", "own"],
  ])("%j is %s", (name, kind) => {
    expect(toLabelKind(name)).toBe(kind);
  });

  test("a lead stage is known by its name, whatever its capitals", () => {
    expect(findLeadStage("LEAD DISQUALIFIED")).toBe("Lead Disqualified");
    expect(findLeadStage("Leads")).toBeNull();
  });
});

describe("a label's colour", () => {
  test("is the same every time", () => {
    expect(toLabelHue("1712444532121303")).toBe(toLabelHue("1712444532121303"));
  });

  test("uses all twelve hues about evenly for neighbouring ids", () => {
    const uses = new Map<string, number>();
    for (let id = 1_001_200_005_000; id < 1_001_200_006_200; id++) {
      const hue = toLabelHue(String(id));
      uses.set(hue, (uses.get(hue) ?? 0) + 1);
    }
    expect(uses.size).toBe(labelHues.length);
    expect(Math.min(...uses.values())).toBeGreaterThan(50);
  });
});
