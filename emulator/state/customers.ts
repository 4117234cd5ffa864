import { ActivityOrder } from "./activity-order";
import type { SentMessage } from "./events";

export const flag = { phoneAccount: 1, blocked: 2, hiddenProfile: 4, profileGaps: 8 } as const;

/** One message after the seed; the conversations of the seed are computed, not stored. */
export type StoredMessage =
  | { from: "customer"; at: number; text: string; payload: string | null }
  | { from: "page"; sent: SentMessage };

/** A Page's customers in dense arrays; the position in them is the customer's index everywhere else. */
export class CustomerTable {
  readonly psids: string[] = [];
  readonly stored = new Map<number, StoredMessage[]>();
  readonly givenNames = new Map<number, string>();
  flags: Uint8Array;
  lastMessageAt: Float64Array;
  windowOpenedAt: Float64Array;
  updatedAt: Float64Array;
  readonly order: ActivityOrder;
  private readonly indexByPsid = new Map<string, number>();

  constructor(capacity: number) {
    this.flags = new Uint8Array(capacity);
    this.lastMessageAt = new Float64Array(capacity);
    this.windowOpenedAt = new Float64Array(capacity);
    this.updatedAt = new Float64Array(capacity);
    this.order = new ActivityOrder(
      () => this.updatedAt,
      () => this.psids.length,
    );
  }

  get count(): number {
    return this.psids.length;
  }

  find(psid: string): number | null {
    return this.indexByPsid.get(psid) ?? null;
  }

  psidOf(index: number): string {
    const psid = this.psids[index];
    if (psid === undefined) throw new Error(`No customer at ${index}.`);
    return psid;
  }

  hasFlag(index: number, which: number): boolean {
    return ((this.flags[index] ?? 0) & which) !== 0;
  }

  setFlag(index: number, which: number, isSet: boolean): void {
    const before = this.flags[index] ?? 0;
    this.flags[index] = isSet ? before | which : before & ~which;
  }

  add(psid: string, lastMessageAt: number, updatedAt: number): number {
    const index = this.psids.length;
    if (index >= this.flags.length) this.grow(Math.max(16, index * 2));
    this.psids.push(psid);
    this.indexByPsid.set(psid, index);
    this.lastMessageAt[index] = lastMessageAt;
    this.windowOpenedAt[index] = lastMessageAt;
    this.updatedAt[index] = updatedAt;
    this.order.invalidate();
    return index;
  }

  store(index: number, message: StoredMessage, at: number): void {
    const before = this.stored.get(index);
    if (before) before.push(message);
    else this.stored.set(index, [message]);
    if (at < (this.updatedAt[index] ?? 0)) return;
    this.updatedAt[index] = at;
    this.order.touch(index, at);
  }

  private grow(capacity: number): void {
    const enlarge = <T extends Uint8Array | Float64Array>(larger: T, before: T): T => {
      larger.set(before);
      return larger;
    };
    this.flags = enlarge(new Uint8Array(capacity), this.flags);
    this.lastMessageAt = enlarge(new Float64Array(capacity), this.lastMessageAt);
    this.windowOpenedAt = enlarge(new Float64Array(capacity), this.windowOpenedAt);
    this.updatedAt = enlarge(new Float64Array(capacity), this.updatedAt);
  }
}
