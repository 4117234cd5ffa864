import type { GraphError, GraphErrorKind } from "../graph/errors";
import type { GraphPerson } from "../graph/profiles";

export interface WaitingCustomer {
  ordinal: number;
  psid: string;
  /** As it was BEFORE the Graph was asked: a change that came meanwhile makes the answer out of date. */
  labelsRevision: number;
}

export interface ReadLabels {
  customer: WaitingCustomer;
  person: GraphPerson;
}

/** Whom the Graph was asked for, with its answer; without those of whom there is none. */
export function pairReads(
  waiting: readonly WaitingCustomer[],
  people: readonly (GraphPerson | undefined)[],
): ReadLabels[] {
  return waiting.flatMap((customer, index) => {
    const person = people[index];
    return person ? [{ customer, person }] : [];
  });
}

interface LabelVerdicts {
  /** The Graph will never read these people for us. */
  refused: ReadLabels[];
  /** The Graph failed at these people while it answered about others. */
  failed: WaitingCustomer[];
  /** Why reading must not go on now. */
  trouble: GraphError | null;
}

/** Refusals that are about the person. All others are about the Page, its token or us: no person is blamed for them. */
const personKinds: readonly GraphErrorKind[] = [
  "phone-account",
  "customer-blocked",
  "customer-unavailable",
  "missing",
];
/** Patience is asked of all calls, so no person is blamed either. */
const patienceKinds: readonly GraphErrorKind[] = ["rate-limited", "unreachable"];

/** What a batch of answers means for the people in it, and for the reading of all others. */
export function decideLabelReads(reads: readonly ReadLabels[]): LabelVerdicts {
  const refused: ReadLabels[] = [];
  const unanswered: { customer: WaitingCustomer; error: GraphError }[] = [];
  const stopping: GraphError[] = [];
  let readable = 0;
  for (const read of reads) {
    const { labels } = read.person;
    if (labels.ok) readable += 1;
    else if (personKinds.includes(labels.error.kind)) refused.push(read);
    else if (!labels.error.isRetryable || patienceKinds.includes(labels.error.kind))
      stopping.push(labels.error);
    else unanswered.push({ customer: read.customer, error: labels.error });
  }
  const gotSomewhere = readable + refused.length > 0;
  // A profile that was read beside the labels that were not proves that the Graph is there.
  const isGraphThere = gotSomewhere || reads.some(({ person }) => person.profile.ok);
  const lastingFirst = stopping.find(({ isRetryable }) => !isRetryable) ?? stopping[0];
  return {
    refused,
    failed: isGraphThere && !lastingFirst ? unanswered.map(({ customer }) => customer) : [],
    trouble: lastingFirst ?? (gotSomewhere ? null : (unanswered[0]?.error ?? null)),
  };
}
