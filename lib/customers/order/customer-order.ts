import type { Words } from "../../audience/bits";
import { findShownName } from "../../domain/customer-name";
import { foldText } from "../../domain/fold-text";
import { customerSorts, type CustomerSort } from "../schema";
import { sortPaced, withAdded, withoutMoved } from "./sorted";
import { TextColumn } from "./text-column";

/** What a customer is sorted and found by. */
export interface OrderedCustomer {
  ordinal: number;
  psid: string;
  name: string;
  /** Seconds since 1970, 0 for never. */
  lastMessageAt: number;
  windowOpenedAt: number;
}

/** Behind every name that can be read. */
const namelessText = "\u{10FFFF}";

type Ordinals = Int32Array<ArrayBuffer>;
type Compare = (one: number, other: number) => number;

/**
 * All customers of a Page in three orders, and their names to search in, in memory: the n-th row of any view is there
 * without counting the rows before it. About 60 bytes a customer.
 */
export class CustomerOrder {
  count = 0;
  lastMessageAt: Ordinals = new Int32Array(0);
  windowOpenedAt: Ordinals = new Int32Array(0);
  private names = new TextColumn();
  private psids = new TextColumn();
  private known = new Uint8Array(0);
  private readonly compares: Record<CustomerSort, Compare> = {
    name: (one, other) => this.names.compare(one, other) || one - other,
    lastMessage: (one, other) => this.lastMessageAt[other]! - this.lastMessageAt[one]! || other - one,
    window: (one, other) => this.windowOpenedAt[other]! - this.windowOpenedAt[one]! || other - one,
  };
  private readonly sorted: Record<CustomerSort, Ordinals> = {
    name: new Int32Array(0),
    lastMessage: new Int32Array(0),
    window: new Int32Array(0),
  };

  /** Everybody in this order: by name from A, by last message and window the newest first. */
  list(sort: CustomerSort): Ordinals {
    return this.sorted[sort];
  }

  /** How many words of bits reach everybody. */
  get wordCount(): number {
    return (this.lastMessageAt.length + 31) >>> 5;
  }

  /** True when so many names changed that building anew is better. */
  get isWorn(): boolean {
    return this.count > 1_000 && this.names.waste > 0.5;
  }

  /** Adds customers without sorting; `sort` must follow. */
  load(customers: readonly OrderedCustomer[]): void {
    for (const customer of customers) this.write(customer);
  }

  async sort(pace: () => Promise<void>): Promise<void> {
    for (const sort of customerSorts) {
      const everybody = this.listKnown();
      this.sorted[sort] = await sortPaced(everybody, this.compares[sort], pace);
    }
  }

  /** New and changed customers take their places. */
  change(customers: readonly OrderedCustomer[]): void {
    if (customers.length === 0) return;
    const moved = new Set(customers.map(({ ordinal }) => ordinal));
    const isMoved = (ordinal: number) => moved.has(ordinal);
    const rest = customerSorts.map((sort) => withoutMoved(this.sorted[sort], isMoved));
    for (const customer of customers) this.write(customer);
    for (const [at, sort] of customerSorts.entries()) {
      this.sorted[sort] = withAdded(rest[at]!, [...moved], this.compares[sort]);
    }
  }

  /** Those in whose name or PSID every word is: anywhere in the name, at the beginning of the PSID. */
  search(text: string): Words | null {
    const words = foldText(text).split(" ").filter(Boolean);
    let found: Words | null = null;
    for (const word of words) {
      const bits: Words = new Int32Array(this.wordCount);
      this.names.find(word, bits, { isPrefix: false });
      if (/^\d+$/.test(word)) this.psids.find(word, bits, { isPrefix: true });
      if (found === null) found = bits;
      else for (let at = 0; at < bits.length; at++) found[at]! &= bits[at]!;
      if (found.every((word) => word === 0)) return found;
    }
    return found;
  }

  private listKnown(): Ordinals {
    const everybody = new Int32Array(this.count);
    let filled = 0;
    for (const [ordinal, isKnown] of this.known.entries()) if (isKnown === 1) everybody[filled++] = ordinal;
    return everybody;
  }

  private write({ ordinal, psid, name, lastMessageAt, windowOpenedAt }: OrderedCustomer): void {
    if (ordinal >= this.lastMessageAt.length) {
      const length = Math.max(ordinal + 1, Math.ceil(this.lastMessageAt.length * 1.5), 64);
      this.lastMessageAt = grow(this.lastMessageAt, length);
      this.windowOpenedAt = grow(this.windowOpenedAt, length);
      const known = new Uint8Array(length);
      known.set(this.known);
      this.known = known;
    }
    const shown = findShownName({ name, psid });
    this.names.write(ordinal, (shown === null ? "" : foldText(shown)) || namelessText);
    if (this.known[ordinal] === 0) {
      this.psids.write(ordinal, psid);
      this.known[ordinal] = 1;
      this.count += 1;
    }
    this.lastMessageAt[ordinal] = lastMessageAt;
    this.windowOpenedAt[ordinal] = windowOpenedAt;
  }
}

function grow(numbers: Ordinals, length: number): Ordinals {
  const grown = new Int32Array(length);
  grown.set(numbers);
  return grown;
}
