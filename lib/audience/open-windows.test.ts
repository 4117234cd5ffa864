import fc from "fast-check";
import { expect, test } from "vitest";
import { hasBit } from "./bits";
import { OpenWindows } from "./open-windows";

test("whose window is open is right at every second, whatever opened, closed or was taken back between", () => {
  const second = fc.integer({ min: 0, max: 40 });
  const step = fc.oneof(
    fc.record({ ordinal: fc.integer({ min: 0, max: 95 }), openedAt: second }),
    fc.record({ openAfter: second }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const openings = new Int32Array(96);
      const open = new OpenWindows();
      for (const one of steps) {
        if ("ordinal" in one) {
          openings[one.ordinal] = one.openedAt;
          open.note(one.ordinal, one.openedAt);
          continue;
        }
        const words = open.read(openings, one.openAfter);
        const shown = Array.from(openings, (_, ordinal) => hasBit(words, ordinal));
        expect(shown).toEqual(Array.from(openings, (openedAt) => openedAt > one.openAfter));
      }
    }),
  );
});

test("there is room for customers who come later", () => {
  const open = new OpenWindows();
  open.read(new Int32Array(32), 5);
  const openings = new Int32Array(64).fill(9, 40, 41);
  open.note(40, 9);
  expect([...open.read(openings, 5)]).toEqual([0, 1 << 8]);
});
