import fc from "fast-check";
import { expect, test } from "vitest";
import { createGroupWriter } from "./group-writer";

test("everybody gets the answer to what they handed over, each item is written once, in order, in groups no larger than allowed", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.integer(), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 7 }),
      async (scheduler, items, groupMax) => {
        const groups: (readonly number[])[] = [];
        const keep = createGroupWriter(
          async (group: readonly number[]) => {
            groups.push(group);
            await scheduler.schedule(Promise.resolve());
            return group.map((item) => item * 2);
          },
          { groupMax, gatherMs: 0 },
        );
        const answers = Promise.all(items.map((item) => keep(item)));
        await scheduler.waitFor(answers);
        expect(await answers).toEqual(items.map((item) => item * 2));
        expect(groups.flat()).toEqual(items);
        expect(Math.max(...groups.map(({ length }) => length))).toBeLessThanOrEqual(groupMax);
      },
    ),
  );
});

test("a group that could not be written is told so to each of it, and those behind it are written", async () => {
  let isAway = true;
  const keep = createGroupWriter(
    (group: readonly string[]) => {
      if (!isAway) return Promise.resolve(group);
      isAway = false;
      return Promise.reject(new Error("away"));
    },
    { groupMax: 2, gatherMs: 0 },
  );
  const answers = await Promise.allSettled(["a", "b", "c", "d"].map((item) => keep(item)));
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled", "fulfilled"]);
  expect(await keep("e")).toBe("e");
});
