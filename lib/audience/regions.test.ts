import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { propertyCases } from "../domain/property-cases.fixture";
import { listBits } from "./bits";
import { PageAudience } from "./page-audience";
import { measureRegions } from "./regions";
import { takeSample } from "./sample";
import { decodeAudience, encodeAudience } from "./snapshot-format";

const labelIds = ["10", "20", "30", "40", "50", "60"];
type Person = { isKnown: boolean; labels: number[] };

const anyPeople = fc
  .tuple(
    fc.array(fc.record({ isKnown: fc.boolean(), labels: fc.subarray([...labelIds.keys()]) }), {
      minLength: 1,
      maxLength: 40,
    }),
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(1, 5) }, { weight: 1, arbitrary: fc.constant(600) }),
  )
  .map(([few, times]): Person[] =>
    Array.from({ length: few.length * times }, (_, at) => few[at % few.length]!),
  );

function toAudience(people: readonly Person[]): PageAudience {
  const audience = new PageAudience();
  audience.apply({ kind: "label", labelKeys: Int32Array.from(labelIds.keys()), labelIds });
  for (const [ordinal, { isKnown }] of people.entries())
    audience.writeCustomer(ordinal, Number(isKnown), ordinal);
  for (const key of labelIds.keys()) {
    const carriers = [...people.keys()].filter((ordinal) => people[ordinal]!.labels.includes(key));
    audience.changeLabel(key, Int32Array.from(carriers), true);
  }
  return audience;
}

describe("the overlap of labels", () => {
  test("each region counts exactly the people who carry those labels and no other of them", () => {
    fc.assert(
      fc.property(anyPeople, fc.shuffledSubarray([...labelIds.keys()]), (people, keys) => {
        const expected = new Array<number>(2 ** keys.length).fill(0);
        for (const { isKnown, labels } of people) {
          const region = keys.reduce((sum, key, at) => sum + (labels.includes(key) ? 2 ** at : 0), 0);
          if (isKnown) expected[region]! += 1;
        }
        const chosen = keys.map((key) => labelIds[key]!);
        expect(measureRegions(toAudience(people), chosen)).toEqual(expected);
      }),
      { numRuns: propertyCases / 5 },
    );
  });

  test("a label that is gone, one named twice, and a seventh are refused", () => {
    const audience = toAudience([{ isKnown: true, labels: [0] }]);
    expect(() => measureRegions(audience, ["10", "99"])).toThrow(/unknown-label/);
    expect(() => measureRegions(audience, ["10", "10"])).toThrow(RangeError);
    expect(() => measureRegions(audience, [...labelIds, "70"])).toThrow(RangeError);
  });
});

describe("a sample of people", () => {
  const everyThird = Int32Array.from({ length: 64 }, () => 0b001001001001001001001001001001);

  test("is of the audience, without repeats, as large as asked for, and the same for the same seed", () => {
    const all = listBits(everyThird, 64 * 10);
    const sample = takeSample(everyThird, { limit: 25, seed: 7 });
    expect(sample).toHaveLength(25);
    expect(new Set(sample).size).toBe(25);
    expect([...sample].every((ordinal) => all.includes(ordinal))).toBe(true);
    expect(takeSample(everyThird, { limit: 25, seed: 7 })).toEqual(sample);
    expect(takeSample(everyThird, { limit: 25, seed: 8 })).not.toEqual(sample);
    expect(takeSample(everyThird, { limit: 10_000, seed: 7 })).toEqual(all);
    expect(takeSample(everyThird, { limit: 0, seed: 7 })).toHaveLength(0);
  });

  test("people stay in it for as long as they match", () => {
    const sample = takeSample(everyThird, { limit: 25, seed: 7 });
    const fewer = everyThird.map((word, at) => (at < 32 ? word : 0));
    const kept = [...sample].filter((ordinal) => ordinal < 32 * 32);
    expect([...takeSample(fewer, { limit: 25, seed: 7 })]).toEqual(expect.arrayContaining(kept));
  });

  test("over many seeds, everyone is drawn about as often", () => {
    const drawn = new Map<number, number>();
    for (let seed = 0; seed < 2_000; seed++) {
      for (const ordinal of takeSample(everyThird.subarray(0, 10), { limit: 10, seed })) {
        drawn.set(ordinal, (drawn.get(ordinal) ?? 0) + 1);
      }
    }
    expect(drawn.size).toBe(100);
    for (const times of drawn.values()) expect(Math.abs(times - 200)).toBeLessThan(70);
  });
});

describe("a snapshot's bytes", () => {
  test("hold all there is: sets and lists, windows, and the labels of people whose labels are not known", async () => {
    await fc.assert(
      fc.asyncProperty(anyPeople, fc.nat(), async (people, pick) => {
        const audience = toAudience(people);
        audience.version = 9_007_199_254_740_993n;
        const bytes = Buffer.concat(encodeAudience(audience));
        const copy = await decodeAudience(bytes, audience.version);
        const ordinal = pick % people.length;
        // What waits aside shows only when the person's labels become known.
        for (const one of [audience, copy]) one.writeCustomer(ordinal, 1, 5);
        expect(copy.toImage()).toEqual(audience.toImage());
        await expect(decodeAudience(bytes.subarray(0, -4), audience.version)).rejects.toThrow("refused");
        await expect(decodeAudience(bytes, 1n)).rejects.toThrow("another version");
      }),
      { numRuns: propertyCases / 20 },
    );
  });
});
