import fc from "fast-check";
import { expect, test } from "vitest";
import { ActivityOrder } from "./activity-order";

const step = fc.record({ index: fc.nat(11), ahead: fc.integer({ min: -3, max: 5 }) });

test("conversations are newest first after any activity, and every page follows the one before it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(50), { minLength: 12, maxLength: 12 }),
      fc.array(step),
      fc.integer({ min: 1, max: 5 }),
      (starts, steps, limit) => {
        const updatedAt = Float64Array.from(starts);
        const order = new ActivityOrder(
          () => updatedAt,
          () => updatedAt.length,
        );
        order.list(null, 1);
        let now = 50;
        for (const { index, ahead } of steps) {
          now += ahead;
          if (now < (updatedAt[index] ?? 0)) continue;
          updatedAt[index] = now;
          order.touch(index, now);
        }
        const seen: number[] = [];
        for (let page = order.list(null, limit); page.length > 0; page = order.list(page.at(-1) ?? 0, limit))
          seen.push(...page);
        expect([...seen].sort((a, b) => a - b)).toEqual([...updatedAt.keys()]);
        const times = seen.map((index) => updatedAt[index] ?? 0);
        expect(times).toEqual([...times].sort((a, b) => b - a));
      },
    ),
  );
});
