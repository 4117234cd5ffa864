import { now } from "../clock";
import type { PageId } from "../page-id";
import { withCustomersLocked } from "./customer-lock";
import { markAttempting, type Outcome } from "./ledger";
import { decideRecipients, dependsOnOthers, type Letter, type SendVerdict } from "./recipients";

export type Wanted = Extract<SendVerdict, { send: true }>;

interface Split {
  going: Wanted[];
  skipped: Outcome[];
}

interface Marked extends Split {
  /** Written down as being tried: these may be sent now. */
  going: Wanted[];
  /** Nothing was marked: somebody changes the broadcast at this moment, or it is no longer being sent. */
  isRefused: boolean;
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
    return { ...keep(wanted, await markAttempting(broadcastId, holder, wanted)), skipped: [] };
  }
  return withCustomersLocked(pageId, ordinals, async (connection) => {
    const { going, skipped } = splitVerdicts(
      await decideRecipients(pageId, wanted, letter, now(), connection),
    );
    return { ...keep(going, await markAttempting(broadcastId, holder, going, connection)), skipped };
  });
}

function keep(wanted: readonly Wanted[], marked: ReadonlySet<number> | null): Omit<Marked, "skipped"> {
  return { going: wanted.filter(({ ordinal }) => marked?.has(ordinal)), isRefused: marked === null };
}

export function splitVerdicts(verdicts: readonly SendVerdict[]): Split {
  const skipped = verdicts.flatMap((verdict): Outcome[] =>
    verdict.send ? [] : [{ ordinal: verdict.ordinal, attempt: 0, state: "skipped", reason: verdict.reason }],
  );
  return { going: verdicts.filter((verdict) => verdict.send), skipped };
}
