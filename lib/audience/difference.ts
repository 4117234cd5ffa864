import type { Words } from "./bits";
import { countBits } from "./bits";

/** `added`: people who are only in the later of two selections. `removed`: people who are only in the earlier. */
export type AudienceDifference = { added: number; removed: number };

/** Both selections come from the same audience, and so have the same length. */
export function measureDifference(earlier: Words, later: Words): AudienceDifference {
  const difference: AudienceDifference = { added: 0, removed: 0 };
  for (let at = 0; at < later.length; at++) {
    const one = earlier[at]!;
    const other = later[at]!;
    if (one === other) continue;
    difference.added += countBits(other & ~one);
    difference.removed += countBits(one & ~other);
  }
  return difference;
}
