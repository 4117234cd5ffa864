import { setTimeout as wait } from "node:timers/promises";
import { db } from "../db";
import type { GraphClient } from "../graph/client";
import { readPeopleMax, type GraphPerson } from "../graph/profiles";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { noteComparison } from "./comparison-progress";
import { saveDrift, type FoundDrift } from "./drift";
import { decideLabelReads } from "./label-reads";
import type { ComparisonMode } from "./schema";
import { savePeople } from "./save-people";

export interface Comparison {
  pageId: PageId;
  jobId: string;
  graph: GraphClient;
  /** One look before each batch: what is to be done with differences; null when the worker ends or somebody cancelled. */
  readMode: () => Promise<ComparisonMode | null>;
}

/** A customer as we knew them before the Graph was asked. */
interface KnownCustomer {
  ordinal: number;
  psid: string;
  name: string;
  labelsRevision: number;
  labelsKnown: boolean;
  labelIds: string[];
}

/** A webhook may be on its way: a difference counts when it still stands after this long. */
const secondLookAfterMs = 2_000;
/** With more than this many, what is being looked at is an outage, and no second look is needed to know. */
const doubtsMax = 50;

/** Everybody, in the order of their ordinals: the labels on the Page beside ours. */
export async function comparePeople(work: Comparison): Promise<void> {
  const { pageId, jobId } = work;
  const total = await db().customer.count({ where: { pageId } });
  let { after, done } = await readPlace(jobId);
  for (let mode = await work.readMode(); mode !== null; mode = await work.readMode()) {
    const isRepairing = mode === "repair";
    const known = await listKnown(pageId, after);
    if (known.length === 0) return;
    const drift = await compareBatch(work, known, isRepairing);
    after = known.at(-1)!.ordinal;
    done += known.length;
    const place = { phase: "people" as const, after: String(after) };
    await db().$transaction(async (transaction) => {
      await saveDrift(transaction, pageId, jobId, drift, isRepairing);
      await noteComparison(transaction, jobId, place, { done, total });
      await announce(
        pageId,
        drift.length > 0 ? ["labels", "customers", "audience", "sync"] : ["sync"],
        transaction,
      );
    });
  }
}

async function readPlace(jobId: string): Promise<{ after: number; done: number }> {
  const { cursor, done } = await db().job.findUniqueOrThrow({
    where: { id: jobId },
    select: { cursor: true, done: true },
  });
  const { after } = cursor as { after: string | null };
  return { after: after === null ? -1 : Number(after), done };
}

/** In the mode "repair" the batch is written down as the Page has it before its differences are. */
async function compareBatch(
  work: Comparison,
  known: readonly KnownCustomer[],
  isRepairing: boolean,
): Promise<FoundDrift[]> {
  const first = await look(work, known);
  if (first.differing.length === 0) return [];
  const found = await db().drift.count({ where: { jobId: work.jobId } });
  const last = found < doubtsMax ? await lookAgain(work, first.differing) : first;
  if (isRepairing) {
    const trouble = await savePeople(work.pageId, last.differing, last.people);
    if (trouble) throw trouble;
  }
  return last.drift;
}

interface Look {
  differing: KnownCustomer[];
  people: GraphPerson[];
  drift: FoundDrift[];
}

async function look({ graph }: Comparison, known: readonly KnownCustomer[]): Promise<Look> {
  const people = await graph.readPeople(known.map(({ psid }) => psid));
  const reads = known.map((customer, index) => ({ customer, person: people[index]! }));
  const { trouble } = decideLabelReads(reads);
  if (trouble) throw trouble;
  const all = reads.map(({ customer, person }) => ({
    customer,
    person,
    drift: findPersonDrift(customer, person),
  }));
  const differing = all.filter(({ drift }) => drift.length > 0);
  return {
    differing: differing.map(({ customer }) => customer),
    people: differing.map(({ person }) => person),
    drift: differing.flatMap(({ drift }) => drift),
  };
}

/** Whose labels changed here or on the Page meanwhile was not different, only late. */
async function lookAgain(work: Comparison, differing: readonly KnownCustomer[]): Promise<Look> {
  await wait(secondLookAfterMs);
  const ordinals = new Set(differing.map(({ ordinal }) => ordinal));
  const now = await listKnown(work.pageId, Math.min(...ordinals) - 1);
  return look(
    work,
    now.filter(({ ordinal }) => ordinals.has(ordinal)),
  );
}

function findPersonDrift(customer: KnownCustomer, person: GraphPerson): FoundDrift[] {
  // Whom the Graph does not tell about is unknown here as well: no difference.
  if (!person.labels.ok) return [];
  const about = { psid: customer.psid, customerName: customer.name };
  if (!customer.labelsKnown) return [{ kind: "labels-unread", ...about }];
  const theirs = new Map(person.labels.value.map(({ id, name }) => [id, name]));
  const ours = new Set(customer.labelIds);
  const missing = [...theirs].filter(([id]) => !ours.has(id));
  const extra = customer.labelIds.filter((id) => !theirs.has(id));
  return [
    ...missing.map(([labelId, labelName]) => ({
      kind: "assignment-missing" as const,
      ...about,
      labelId,
      labelName,
    })),
    ...extra.map((labelId) => ({ kind: "assignment-extra" as const, ...about, labelId })),
  ];
}

/** Whose labels we are changing right now is settled by that change, and not compared. */
async function listKnown(pageId: PageId, after: number): Promise<KnownCustomer[]> {
  return db().$queryRaw<KnownCustomer[]>`
    SELECT customer.ordinal, customer.psid, customer.name, customer.labels_revision AS "labelsRevision",
           customer.labels_known AS "labelsKnown",
           coalesce((SELECT array_agg(label.label_id) FROM assignment JOIN label ON label.key = assignment.label_key
                      WHERE assignment.page_id = customer.page_id AND assignment.ordinal = customer.ordinal),
                    '{}') AS "labelIds"
      FROM customer
     WHERE customer.page_id = ${pageId} AND customer.ordinal > ${after}
       AND (customer.labels_changing = 0 OR customer.labels_settle_at <= now())
     ORDER BY customer.ordinal LIMIT ${readPeopleMax}`;
}
