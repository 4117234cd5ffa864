import type { Words } from "../../audience/bits";
import { standardWindowMs } from "../../domain/messaging-rules";
import type { CustomerSort, LastMessageFilter, WindowFilter } from "../schema";
import type { CustomerOrder } from "./customer-order";

export interface Listing {
  sort: CustomerSort;
  /** Turns the order round: names from Z, the oldest message first, the window that closes first. */
  isReversed: boolean;
  search: string;
  /** Whom the predicate selects; null for everybody. */
  selected: Words | null;
  window: WindowFilter | null;
  lastMessage: LastMessageFilter | null;
  at: Date;
}

const daySeconds = 86_400;
const closingSeconds = 4 * 3_600;
const sinceDays: Record<Exclude<LastMessageFilter, "never">, [from: number, to: number]> = {
  day: [0, 1],
  week: [0, 7],
  month: [0, 30],
  older: [30, Infinity],
};

/** The rows of a view from one position on, and how many there are. Synchronous: a few milliseconds for a million. */
export function listPositions(
  order: CustomerOrder,
  listing: Listing,
  { from, limit }: { from: number; limit: number },
): { total: number; ordinals: Int32Array } {
  const all = toSequence(order, listing);
  const { members, tests } = toTests(order, listing);
  if (members === null && tests.length === 0)
    return { total: all.length, ordinals: all.slice(from, from + limit) };
  const ordinals = new Int32Array(Math.min(limit, all.length));
  let total = 0;
  let filled = 0;
  for (const ordinal of all) {
    if (members !== null && ((members[ordinal >>> 5] ?? 0) & (1 << (ordinal & 31))) === 0) continue;
    if (tests.length > 0 && !tests.every((test) => test(ordinal))) continue;
    if (total >= from && filled < ordinals.length) ordinals[filled++] = ordinal;
    total += 1;
  }
  return { total, ordinals: ordinals.slice(0, filled) };
}

/** The whole order as it is asked for. */
function toSequence(order: CustomerOrder, { sort, isReversed, at }: Listing): Int32Array {
  const list = order.list(sort);
  if (!isReversed) return list;
  if (sort !== "window") return list.toReversed();
  // The window that closes first, not the one that closed longest ago: those that are shut stay behind.
  const openCount = countOpen(order, list, at);
  const turned = list.slice();
  turned.subarray(0, openCount).reverse();
  return turned;
}

function countOpen(order: CustomerOrder, byWindow: Int32Array, at: Date): number {
  const openAfter = (at.getTime() - standardWindowMs) / 1_000;
  let low = 0;
  let high = byWindow.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (order.windowOpenedAt[byWindow[middle]!]! > openAfter) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toTests(
  order: CustomerOrder,
  { search, selected, window, lastMessage, at }: Listing,
): { members: Words | null; tests: ((ordinal: number) => boolean)[] } {
  const found = order.search(search);
  const tests: ((ordinal: number) => boolean)[] = [];
  const members = found !== null && selected !== null ? intersect(found, selected) : (found ?? selected);
  const nowSeconds = at.getTime() / 1_000;
  const { windowOpenedAt, lastMessageAt } = order;
  if (window !== null) {
    const openAfter = nowSeconds - standardWindowMs / 1_000;
    if (window === "closed") tests.push((ordinal) => windowOpenedAt[ordinal]! <= openAfter);
    else tests.push((ordinal) => windowOpenedAt[ordinal]! > openAfter);
    if (window === "closing") tests.push((ordinal) => windowOpenedAt[ordinal]! <= openAfter + closingSeconds);
  }
  if (lastMessage === "never") tests.push((ordinal) => lastMessageAt[ordinal] === 0);
  else if (lastMessage !== null) {
    const [fromDays, toDays] = sinceDays[lastMessage];
    const [oldest, newest] = [nowSeconds - toDays * daySeconds, nowSeconds - fromDays * daySeconds];
    tests.push((ordinal) => {
      const seconds = lastMessageAt[ordinal]!;
      return seconds > Math.max(0, oldest) && (fromDays === 0 || seconds <= newest);
    });
  }
  return { members, tests };
}

function intersect(one: Words, other: Words): Words {
  const both = one.slice();
  for (let at = 0; at < both.length; at++) both[at]! &= other[at] ?? 0;
  return both;
}
