import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText } from "../../domain/fold-text";
import { customerSorts } from "../schema";
import { CustomerOrder, type OrderedCustomer } from "./customer-order";
import { listPositions, type Listing } from "./listing";

const at = new Date("2026-11-25T12:00:00Z");
const nowSeconds = at.getTime() / 1_000;

const names = fc.constantFrom("Zoé Gauthier", "zoe g", "Łukasz", "Ada 42", "", "  ", "Ada Lovelace", "李雷");
const seconds = fc.oneof(fc.constant(0), fc.integer({ min: nowSeconds - 200_000, max: nowSeconds }));
const customers = fc
  .array(fc.record({ name: names, lastMessageAt: seconds, windowOpenedAt: seconds }), { maxLength: 60 })
  .map((list) =>
    list.map((customer, ordinal): OrderedCustomer => ({
      ...customer,
      ordinal,
      psid: String(4_200 + ordinal),
    })),
  );

const plain: Listing = {
  sort: "lastMessage",
  isReversed: false,
  search: "",
  selected: null,
  window: null,
  lastMessage: null,
  at,
};

async function load(list: readonly OrderedCustomer[]): Promise<CustomerOrder> {
  const order = new CustomerOrder();
  order.load(list);
  await order.sort(() => Promise.resolve());
  return order;
}

test("every order holds everybody once, and any part of it is a part of the whole", async () => {
  await fc.assert(
    fc.asyncProperty(customers, fc.nat({ max: 70 }), async (list, from) => {
      const order = await load(list);
      for (const sort of customerSorts) {
        for (const isReversed of [false, true]) {
          const all = listPositions(order, { ...plain, sort, isReversed }, { from: 0, limit: Infinity });
          expect([...all.ordinals].sort((one, other) => one - other)).toEqual(list.map((_, index) => index));
          const part = listPositions(order, { ...plain, sort, isReversed }, { from, limit: 7 });
          expect([...part.ordinals]).toEqual([...all.ordinals].slice(from, from + 7));
          expect(part.total).toBe(list.length);
        }
      }
    }),
  );
});

test("who changes takes the place that they would have from the beginning", async () => {
  await fc.assert(
    fc.asyncProperty(customers, customers, async (before, after) => {
      const changed = await load(before);
      changed.change(after);
      const merged = [...after, ...before.slice(after.length)];
      const fresh = await load(merged);
      for (const sort of customerSorts) expect([...changed.list(sort)]).toEqual([...fresh.list(sort)]);
      for (const search of ["ada", "zoe", "42", "lukasz"])
        expect(changed.search(search)).toEqual(fresh.search(search));
    }),
  );
});

test("a search finds every word anywhere in the name or at the beginning of the PSID, whatever the accents", async () => {
  await fc.assert(
    fc.asyncProperty(
      customers,
      fc.constantFrom("zoé", "GAU zo", "42", "420", "a", "ada 42", "雷"),
      async (list, search) => {
        const order = await load(list);
        const words = foldText(search).split(" ");
        const isFound = ({ name, psid }: OrderedCustomer) =>
          words.every((word) => foldText(name).includes(word) || psid.startsWith(word));
        const { ordinals, total } = listPositions(order, { ...plain, search }, { from: 0, limit: Infinity });
        const wanted = list.filter(isFound).map(({ ordinal }) => ordinal);
        expect([...ordinals].sort((one, other) => one - other)).toEqual(wanted);
        expect(total).toBe(wanted.length);
      },
    ),
  );
});

test("turned round, the order by window begins with the window that closes first", async () => {
  const hours = (count: number) => nowSeconds - count * 3_600;
  const windows = [hours(30), hours(1), 0, hours(23)];
  const order = await load(
    windows.map((windowOpenedAt, ordinal) => ({
      ordinal,
      psid: String(ordinal),
      name: "",
      lastMessageAt: 0,
      windowOpenedAt,
    })),
  );
  const list = (listing: Partial<Listing>) => [
    ...listPositions(order, { ...plain, ...listing }, { from: 0, limit: 9 }).ordinals,
  ];
  expect(list({ sort: "window" })).toEqual([1, 3, 0, 2]);
  expect(list({ sort: "window", isReversed: true })).toEqual([3, 1, 0, 2]);
  expect(list({ window: "open" }).sort()).toEqual([1, 3]);
  expect(list({ window: "closing" })).toEqual([3]);
  expect(list({ window: "closed" }).sort()).toEqual([0, 2]);
});
