import { createSequence, mix, mixUnit } from "../random";
import { BitSet } from "../state/bit-set";
import { flag } from "../state/customers";
import type { LabelSpec } from "../state/events";
import { makeLabelId, makePsid } from "../state/ids";
import type { Page } from "../state/page";
import { seededLastMessageAt, seededUpdatedAt } from "./history";

/** Fills a new Page as its spec says: a million customers take seconds. */
export function populate(page: Page): void {
  const { spec, customers, seededAt } = page;
  for (let index = 0; index < spec.customers; index += 1) {
    const lastMessageAt = seededLastMessageAt(spec, seededAt, index);
    customers.add(makePsid(page.number, index), lastMessageAt, seededUpdatedAt(spec, index, lastMessageAt));
    if (spec.hasOddAccounts) customers.flags[index] = oddFlags(spec.randomSeed, index);
  }
  page.seededCount = spec.customers;
  page.labelSequence = spec.labels.length;
  const taken = new Map<string, BitSet>();
  spec.labels.forEach((labelSpec, position) => {
    const label = {
      id: makeLabelId(page.number, position),
      name: labelSpec.name,
      members: new BitSet(spec.customers),
    };
    page.labels.set(label.id, label);
    assign(page, labelSpec, label.members, spec.randomSeed * 31 + position, takenOf(taken, labelSpec));
  });
}

/** About 1 % phone-number accounts, 0.5 % whose profile is closed, 6 % with gaps in it. */
function oddFlags(seed: number, index: number): number {
  const place = mixUnit(seed, index, 31);
  if (place < 0.01) return flag.phoneAccount;
  if (place < 0.015) return flag.hiddenProfile;
  return mix(seed, index, 32) % 100 < 6 ? flag.profileGaps : 0;
}

function takenOf(taken: Map<string, BitSet>, { group }: LabelSpec): BitSet | null {
  if (group === undefined) return null;
  const before = taken.get(group) ?? new BitSet();
  taken.set(group, before);
  return before;
}

/** Jumps from member to member instead of asking every customer, so that rare labels cost little. */
function assign(page: Page, spec: LabelSpec, members: BitSet, seed: number, taken: BitSet | null): void {
  if (spec.share <= 0) return;
  const next = createSequence(seed);
  const logOfMiss = Math.log1p(-Math.min(spec.share, 0.999_999));
  for (let index = jump(next, logOfMiss); index < page.seededCount; index += 1 + jump(next, logOfMiss)) {
    // The platform cannot read labels of phone-number accounts, so the seed gives them none.
    if (page.customers.hasFlag(index, flag.phoneAccount)) continue;
    if (taken && !taken.add(index)) continue;
    members.add(index);
  }
}

function jump(next: () => number, logOfMiss: number): number {
  return Math.floor(Math.log(1 - next()) / logOfMiss);
}
