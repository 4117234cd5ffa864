import type { AudienceChange, Numbers } from "./audience-change";
import { customerFlag } from "./audience-change";
import type { Words } from "./bits";
import { growWords, hasBit, writeBit } from "./bits";
import { LabelSet, type LabelImage } from "./label-set";
import { OpenWindows } from "./open-windows";

/** Everything an audience holds, for a snapshot. */
export type AudienceImage = Pick<
  PageAudience,
  "version" | "everyone" | "labelsUnknown" | "exists" | "known" | "blocked" | "optedOut" | "windowsOpenedAt"
> & {
  labels: (LabelImage & { key: number; labelId: string })[];
  /** Assignments of people whose labels are unknown: ordinal, how many labels, their keys; and so on. */
  waiting: Numbers;
};

/**
 * What is known of one Page's audience at one version, in memory. Label sets hold only people whose labels are
 * known; the assignments of the others wait aside, so that an unknown customer is in no set and no negation.
 */
export class PageAudience {
  version = 0n;
  /** Customers whose labels are known: what NOT is taken from. */
  everyone = 0;
  labelsUnknown = 0;
  exists: Words = new Int32Array(0);
  known: Words = new Int32Array(0);
  blocked: Words = new Int32Array(0);
  optedOut: Words = new Int32Array(0);
  /** Unix seconds, 0 for never, by ordinal. */
  windowsOpenedAt: Int32Array<ArrayBuffer> = new Int32Array(0);
  private readonly open = new OpenWindows();
  private readonly labelsByKey = new Map<number, LabelSet>();
  private readonly labelsById = new Map<string, LabelSet>();
  private readonly labelIdSet = new Set<string>();
  /** Assignments of people whose labels are unknown: ordinal to label keys. */
  private readonly waiting = new Map<number, Set<number>>();

  /** How many words reach every customer. */
  get wordCount(): number {
    return this.exists.length;
  }

  /** A rough figure for the memory budget; bookkeeping of small objects is guessed. */
  get bytes(): number {
    let bytes = this.exists.byteLength * 4 + this.windowsOpenedAt.byteLength + this.waiting.size * 200;
    bytes += this.open.bytes;
    for (const label of this.labelsByKey.values()) bytes += label.bytes + 300;
    return bytes;
  }

  /** The bits of everybody whose window opened after this unix second; to be used before the audience changes. */
  openWindows(openAfter: number): Words {
    return this.open.read(this.windowsOpenedAt, openAfter);
  }

  get knownLabelIds(): ReadonlySet<string> {
    return this.labelIdSet;
  }

  get labels(): IterableIterator<LabelSet> {
    return this.labelsById.values();
  }

  findLabel(labelId: string): LabelSet | null {
    return this.labelsById.get(labelId) ?? null;
  }

  /** Shares the audience's memory: to be used before the audience changes again. */
  toImage(): AudienceImage {
    const { version, everyone, labelsUnknown, exists, known, blocked, optedOut, windowsOpenedAt } = this;
    const labels = Array.from(this.labelsByKey, ([key, label]) => {
      return { key, labelId: label.labelId, ...label.toImage() };
    });
    const waiting = Int32Array.from([...this.waiting].flatMap(([at, keys]) => [at, keys.size, ...keys]));
    return {
      ...{ version, everyone, labelsUnknown, exists, known, blocked, optedOut, windowsOpenedAt },
      labels,
      waiting,
    };
  }

  static fromImage({ labels, waiting, ...image }: AudienceImage): PageAudience {
    const audience = Object.assign(new PageAudience(), image);
    for (const { key, labelId, ...label } of labels) {
      audience.insertLabel(key, LabelSet.fromImage(labelId, label));
    }
    for (let at = 0; at < waiting.length; at += 2 + waiting[at + 1]!) {
      const keys = waiting.subarray(at + 2, at + 2 + waiting[at + 1]!);
      audience.waiting.set(waiting[at]!, new Set(keys));
    }
    return audience;
  }

  /** Makes room for ordinals up to `ordinal`, in steps, so that growing does not copy at every new customer. */
  reserve(ordinal: number): void {
    const needed = (ordinal >>> 5) + 1;
    if (needed <= this.wordCount) return;
    const wordCount = Math.max(needed, 32, Math.ceil(this.wordCount * 1.25));
    this.exists = growWords(this.exists, wordCount);
    this.known = growWords(this.known, wordCount);
    this.blocked = growWords(this.blocked, wordCount);
    this.optedOut = growWords(this.optedOut, wordCount);
    const windows = new Int32Array(wordCount * 32);
    windows.set(this.windowsOpenedAt);
    this.windowsOpenedAt = windows;
  }

  /** Applies one change. Each is idempotent, so a snapshot that already holds it does no harm. */
  apply(change: AudienceChange): void {
    switch (change.kind) {
      case "assign":
      case "remove":
        this.changeAssignments(change.labelKeys, change.ordinals, change.kind === "assign");
        return;
      case "customer":
        change.ordinals.forEach((ordinal, at) => {
          this.writeCustomer(ordinal, change.flags[at] ?? 0, change.windowsOpenedAt[at] ?? 0);
        });
        return;
      case "customer-gone":
        for (const ordinal of change.ordinals) this.removeCustomer(ordinal);
        return;
      case "label":
        change.labelKeys.forEach((key, at) => this.addLabel(key, change.labelIds[at] ?? ""));
        return;
      case "label-gone":
        for (const key of change.labelKeys) this.removeLabel(key);
        return;
    }
  }

  addLabel(key: number, labelId: string): void {
    if (!this.labelsByKey.has(key)) this.insertLabel(key, new LabelSet(labelId));
  }

  private insertLabel(key: number, label: LabelSet): void {
    this.labelsByKey.set(key, label);
    this.labelsById.set(label.labelId, label);
    this.labelIdSet.add(label.labelId);
  }

  writeCustomer(ordinal: number, flags: number, windowOpenedAt: number): void {
    this.reserve(ordinal);
    const isNew = writeBit(this.exists, ordinal, true);
    const isKnown = (flags & customerFlag.labelsKnown) !== 0;
    const knownChanged = writeBit(this.known, ordinal, isKnown);
    writeBit(this.blocked, ordinal, (flags & customerFlag.blocked) !== 0);
    writeBit(this.optedOut, ordinal, (flags & customerFlag.optedOut) !== 0);
    this.windowsOpenedAt[ordinal] = windowOpenedAt;
    this.open.note(ordinal, windowOpenedAt);
    if (isNew && !isKnown) this.labelsUnknown += 1;
    if (!knownChanged) return;
    this.everyone += isKnown ? 1 : -1;
    if (!isNew) this.labelsUnknown += isKnown ? -1 : 1;
    if (isKnown) this.showLabels(ordinal);
    else this.hideLabels(ordinal);
  }

  /** The database sends label keys and ordinals sorted by both, so each label's people come in one ascending run. */
  private changeAssignments(labelKeys: Numbers, ordinals: Numbers, isAdded: boolean): void {
    let start = 0;
    while (start < labelKeys.length) {
      const key = labelKeys[start]!;
      let end = start;
      while (end < labelKeys.length && labelKeys[end] === key) end += 1;
      this.changeLabel(key, ordinals.subarray(start, end), isAdded);
      start = end;
    }
  }

  /** `ordinals` ascending, without repeats. */
  changeLabel(key: number, ordinals: Numbers, isAdded: boolean): void {
    const label = this.labelsByKey.get(key);
    if (!label) {
      // A removal can be told after its label has gone; an assignment to a label never heard of is a loss.
      if (isAdded) throw new AudienceGapError(`an assignment to the unknown label ${key}`);
      return;
    }
    const shown = ordinals.filter((ordinal) => hasBit(this.known, ordinal));
    label.change(shown, isAdded, this.wordCount);
    if (shown.length === ordinals.length) return;
    for (const ordinal of ordinals) {
      if (hasBit(this.known, ordinal)) continue;
      if (isAdded) this.waitFor(ordinal, key);
      else this.waiting.get(ordinal)?.delete(key);
    }
  }

  private removeCustomer(ordinal: number): void {
    if (!hasBit(this.exists, ordinal)) return;
    this.writeCustomer(ordinal, 0, 0);
    this.waiting.delete(ordinal);
    writeBit(this.exists, ordinal, false);
    this.labelsUnknown -= 1;
  }

  private removeLabel(key: number): void {
    const label = this.labelsByKey.get(key);
    if (!label) return;
    this.labelsByKey.delete(key);
    if (this.labelsById.get(label.labelId) === label) {
      this.labelsById.delete(label.labelId);
      this.labelIdSet.delete(label.labelId);
    }
    for (const keys of this.waiting.values()) keys.delete(key);
  }

  private waitFor(ordinal: number, key: number): void {
    const keys = this.waiting.get(ordinal) ?? new Set();
    this.waiting.set(ordinal, keys.add(key));
  }

  private showLabels(ordinal: number): void {
    for (const key of this.waiting.get(ordinal) ?? []) {
      this.labelsByKey.get(key)?.change([ordinal], true, this.wordCount);
    }
    this.waiting.delete(ordinal);
  }

  private hideLabels(ordinal: number): void {
    for (const [key, label] of this.labelsByKey) {
      if (!label.has(ordinal)) continue;
      label.change([ordinal], false, this.wordCount);
      this.waitFor(ordinal, key);
    }
  }
}

/** The change log does not fit what is in memory: something was lost, so the Page is read anew. */
export class AudienceGapError extends Error {
  constructor(what: string) {
    super(`Audience change log: ${what}`);
  }
  override readonly name: string = "AudienceGapError";
}

/** Nothing was lost, but so much happened since that reading the Page anew is quicker. */
export class AudienceTailError extends AudienceGapError {
  override readonly name = "AudienceTailError";
}
