import { now } from "../clock";
import type { PageId } from "../page-id";
import { withCustomersLocked } from "./customer-lock";
import { markAttempting, type Outcome } from "./ledger";
import { decideRecipients, dependsOnOthers, type Letter, type SendVerdict } from "./recipients";

export type Wanted = Extract<SendVerdict, { send: true }>;

interface Marked {
  /** What may be sent now: written down as being tried. */
  going: Wanted[];
  skipped: Outcome[];
}

/**
 * Marks a group just before it goes out. When other broadcasts count, it is decided once more together with the mark:
 * two broadcasts that reach one customer at the same moment would both find them below the cap.
 */
export async function markGroup(
  pageId: PageId,
  letter: Letter,
  holder: string,
  wanted: readonly Wanted[],
): Promise<Marked> {
  const { broadcastId } = letter;
  const ordinals = wanted.map(({ ordinal }) => ordinal);
  if (!dependsOnOthers(letter)) {
    const marked = await markAttempting(broadcastId, holder, wanted);
    return { going: wanted.filter(({ ordinal }) => marked.has(ordinal)), skipped: [] };
  }
  return withCustomersLocked(pageId, ordinals, async (connection) => {
    const { going, skipped } = splitVerdicts(
      await decideRecipients(pageId, wanted, letter, now(), connection),
    );
    const marked = await markAttempting(broadcastId, holder, going, connection);
    return { going: going.filter(({ ordinal }) => marked.has(ordinal)), skipped };
  });
}

export function splitVerdicts(verdicts: readonly SendVerdict[]): Marked {
  const skipped = verdicts.flatMap((verdict): Outcome[] =>
    verdict.send ? [] : [{ ordinal: verdict.ordinal, attempt: 0, state: "skipped", reason: verdict.reason }],
  );
  return { going: verdicts.filter((verdict) => verdict.send), skipped };
}
