/**
 * Conversations by newest activity, without sorting for every message: a sorted base, and before it those
 * who were active since it was sorted. A time that goes backwards makes the next reading sort again.
 */
export class ActivityOrder {
  private base = new Uint32Array(0);
  private basePosition = new Uint32Array(0);
  private recent = new Map<number, number>();
  private newestAt = -Infinity;
  private isStale = true;

  constructor(
    private readonly updatedAt: () => Float64Array,
    private readonly count: () => number,
  ) {}

  invalidate(): void {
    this.isStale = true;
  }

  /** Tells of activity at `at`; called after updatedAt has changed. */
  touch(index: number, at: number): void {
    if (this.isStale) return;
    if (at < this.newestAt) {
      this.isStale = true;
      return;
    }
    this.newestAt = at;
    this.recent.delete(index);
    this.recent.set(index, at);
    if (this.recent.size > 1000 + this.base.length / 8) this.isStale = true;
  }

  /** Up to `limit` indexes that come after `afterIndex` (null: from the newest on). */
  list(afterIndex: number | null, limit: number): number[] {
    if (this.isStale) this.sort();
    const found: number[] = [];
    const recent = [...this.recent.keys()].reverse();
    const inRecent = afterIndex === null ? -1 : recent.indexOf(afterIndex);
    if (afterIndex === null || inRecent >= 0) {
      found.push(...recent.slice(inRecent + 1, inRecent + 1 + limit));
    }
    let at = afterIndex === null || inRecent >= 0 ? 0 : (this.basePosition[afterIndex] ?? 0) + 1;
    for (; at < this.base.length && found.length < limit; at += 1) {
      const index = this.base[at];
      if (index !== undefined && !this.recent.has(index)) found.push(index);
    }
    return found;
  }

  private sort(): void {
    const updatedAt = this.updatedAt();
    const count = this.count();
    const order = new Uint32Array(count);
    for (let index = 0; index < count; index += 1) order[index] = index;
    order.sort((a, b) => (updatedAt[b] ?? 0) - (updatedAt[a] ?? 0) || a - b);
    this.base = order;
    this.basePosition = new Uint32Array(count);
    for (let at = 0; at < count; at += 1) this.basePosition[order[at] ?? 0] = at;
    this.recent = new Map();
    const newest = order[0];
    this.newestAt = newest === undefined ? -Infinity : (updatedAt[newest] ?? -Infinity);
    this.isStale = false;
  }
}
