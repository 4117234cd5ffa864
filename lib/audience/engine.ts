import { pool } from "../db";
import type { Predicate } from "../domain/predicate";
import { AudienceError } from "./audience-error";
import type { AudienceDifference } from "./difference";
import { measureDifference } from "./difference";
import { measureLabelDifference, type LabelDifference } from "./label-difference";
import { encodeSelection, selectFrozen } from "./frozen";
import type { NodeCounts } from "./node-counts";
import { countNodes } from "./node-counts";
import type { PageAudience } from "./page-audience";
import { measureRegions } from "./regions";
import { takeSample } from "./sample";
import type { Selection, Waterfall } from "./selection";
import { listSelected, listSelectedAfter, measureWaterfall, select } from "./selection";
import { countOpenWindows, measureSteps, type AudiencePlan, type MeasuredAudience } from "./steps";
import type { AudienceStoreFigures } from "./store";
import { AudienceStore } from "./store";
import type { WrongCounter } from "./verify";

export { AudienceError } from "./audience-error";
export type { Waterfall } from "./selection";
export type { AudienceDrop } from "./steps";

// On globalThis, because Next may load this module once for pages and once for routes: two engines would be two truths.
const shared = globalThis as typeof globalThis & { labelcastAudience?: AudienceStore };

function store(): AudienceStore {
  return (shared.labelcastAudience ??= new AudienceStore(pool));
}

/** The Page's version that an answer holds for, and the people it is taken from. */
export type AudienceFacts = {
  version: bigint;
  /** Customers whose labels are known. */
  everyone: number;
  /** Customers whose labels are not: they match no predicate, NOT included. */
  labelsUnknown: number;
};

export type PredicateCounts = AudienceFacts & { nodes: NodeCounts[] };

/**
 * A Page's audience with every change committed before this call. Evaluate at once: after the next `await` it may
 * have moved on.
 */
function getAudience(pageId: string): Promise<PageAudience> {
  return store().get(pageId);
}

/** Exact counts of every node, in the order of `listPredicateNodes`. Throws AudienceError. */
export async function countPredicate(pageId: string, predicate: Predicate): Promise<PredicateCounts> {
  const audience = await getAudience(pageId);
  return { ...toFacts(audience), nodes: countNodes(audience, predicate) };
}

/** Who would receive a message now, step by step. Throws AudienceError. */
export async function countWaterfall(pageId: string, predicate: Predicate, at: Date): Promise<Waterfall> {
  const audience = await getAudience(pageId);
  return measureWaterfall(audience, select(audience, predicate), at).waterfall;
}

/** How many people each of several predicates selects, all at one version; null for one that cannot be counted. */
export async function countEach(
  pageId: string,
  predicates: readonly Predicate[],
): Promise<AudienceFacts & { people: (number | null)[] }> {
  const audience = await getAudience(pageId);
  const people = predicates.map((predicate) =>
    toNullIfUncountable(() => countNodes(audience, predicate)[0]!.people),
  );
  return { ...toFacts(audience), people };
}

/**
 * How the people of earlier predicates differ from those of a later one, all with the labels of this moment; null for
 * one that cannot be counted. Throws AudienceError when the later one cannot.
 */
export async function compareAudiences(
  pageId: string,
  later: Predicate,
  earlier: readonly Predicate[],
): Promise<(AudienceDifference | null)[]> {
  const audience = await getAudience(pageId);
  const { words } = select(audience, later);
  return earlier.map((predicate) =>
    toNullIfUncountable(() => measureDifference(select(audience, predicate).words, words)),
  );
}

function toNullIfUncountable<Value>(count: () => Value): Value | null {
  try {
    return count();
  } catch (error) {
    if (error instanceof AudienceError) return null;
    throw error;
  }
}

/** The counts of all nodes and the waterfall from one version, so that their numbers agree. Throws AudienceError. */
export async function countAudience(
  pageId: string,
  predicate: Predicate,
  at: Date,
): Promise<PredicateCounts & { waterfall: Waterfall }> {
  const audience = await getAudience(pageId);
  const { waterfall } = measureWaterfall(audience, select(audience, predicate), at);
  return { ...toFacts(audience), nodes: countNodes(audience, predicate), waterfall };
}

/** Everyone the predicate matches, as bits over ordinals that stay as they are. Throws AudienceError. */
export async function selectPeople(pageId: string, predicate: Predicate): Promise<Selection> {
  return select(await getAudience(pageId), predicate);
}

/** The ordinals of everyone the predicate matches, ascending, or the first `limit` of them. Throws AudienceError. */
export async function listOrdinals(
  pageId: string,
  predicate: Predicate,
  { limit }: { limit?: number } = {},
): Promise<Int32Array<ArrayBuffer>> {
  const audience = await getAudience(pageId);
  return listSelected(select(audience, predicate), limit);
}

/**
 * A random sample of whom the predicate matches: at most `limit` ordinals, ascending. The same `seed` keeps the same
 * people in it for as long as they match, so a sample on screen changes no more than the audience does. Throws
 * AudienceError.
 */
export async function listSample(
  pageId: string,
  predicate: Predicate,
  { limit, seed }: { limit: number; seed: number },
): Promise<AudienceFacts & { matches: number; ordinals: Int32Array<ArrayBuffer> }> {
  const audience = await getAudience(pageId);
  const selection = select(audience, predicate);
  const ordinals = takeSample(selection.words, { limit, seed });
  return { ...toFacts(audience), matches: selection.people, ordinals };
}

/** The ordinals of those who would receive a message at this time: the last number of the waterfall, as people. */
export async function listReceivers(
  pageId: string,
  predicate: Predicate,
  at: Date,
): Promise<Int32Array<ArrayBuffer>> {
  const audience = await getAudience(pageId);
  return listSelected(measureWaterfall(audience, select(audience, predicate), at).receivers);
}

/** What putting labels on these people, or taking them off, would change. */
export async function countLabelDifference(
  pageId: string,
  ordinals: Iterable<number>,
  labelIds: readonly string[],
): Promise<LabelDifference> {
  return measureLabelDifference(await getAudience(pageId), ordinals, labelIds);
}

/** The people whom a predicate selects at this moment, as bytes to keep. Throws AudienceError. */
export async function freeze(
  pageId: string,
  predicate: Predicate,
): Promise<{ people: number; members: Uint8Array<ArrayBuffer> }> {
  const selection = select(await getAudience(pageId), predicate);
  return { people: selection.people, members: encodeSelection(selection) };
}

/**
 * How many of the kept people are still customers, and how they differ from whom a predicate selects now (`added`: only
 * now); null when that cannot be counted.
 */
export async function compareFrozen(
  pageId: string,
  lists: readonly { members: Uint8Array; predicate: Predicate }[],
): Promise<{ people: number; difference: AudienceDifference | null }[]> {
  const audience = await getAudience(pageId);
  return lists.map(({ members, predicate }) => {
    const { words, people } = selectFrozen(audience, members);
    const live = toNullIfUncountable(() => select(audience, predicate).words);
    return { people, difference: live && measureDifference(words, live) };
  });
}

/** The ordinals of kept people who are still customers: the first `limit` behind `after` (-1: from the beginning). */
export async function listFrozen(
  pageId: string,
  members: Uint8Array,
  { after, limit }: { after: number; limit: number },
): Promise<{ people: number; ordinals: number[] }> {
  const selection = selectFrozen(await getAudience(pageId), members);
  return { people: selection.people, ordinals: listSelectedAfter(selection, after, limit) };
}

/**
 * How many people carry exactly each combination of a few labels: at place `bits`, those with the labels of its bits and
 * none of the others. Throws AudienceError.
 */
export async function countRegions(
  pageId: string,
  labelIds: readonly string[],
): Promise<AudienceFacts & { regions: number[] }> {
  const audience = await getAudience(pageId);
  return { ...toFacts(audience), regions: measureRegions(audience, labelIds) };
}

/**
 * Whom a broadcast would reach, step by step, from one version of the audience; with `times`, also how many of those
 * before the last step, which must be the window's, could be reached at each. Throws AudienceError.
 */
export async function measurePlan(
  pageId: string,
  plan: AudiencePlan,
  times: readonly Date[] = [],
): Promise<AudienceFacts & MeasuredAudience & { openAt: number[] }> {
  const audience = await getAudience(pageId);
  const measured = measureSteps(audience, plan);
  const openAt = times.length === 0 ? [] : countOpenWindows(audience, beforeWindow(measured), times);
  return { ...toFacts(audience), ...measured, openAt };
}

/** How many people carry each label, by the Graph's label id. */
export async function countLabels(pageId: string): Promise<AudienceFacts & { labels: Map<string, number> }> {
  const audience = await getAudience(pageId);
  const labels = new Map([...audience.labels].map(({ labelId, people }) => [labelId, people]));
  return { ...toFacts(audience), labels };
}

/**
 * Compares every counter of a Page with the database and reads the Page anew when one is wrong. For now and then; the
 * answer must be empty.
 */
export function verifyAudience(pageId: string): Promise<WrongCounter[]> {
  return store().verify(pageId);
}

/** For health and metrics. */
export function describeAudiences(): AudienceStoreFigures {
  return store().describe();
}

/** Those who remain, and those whom the last step took away for their window. */
function beforeWindow({ steps, receivers }: MeasuredAudience): MeasuredAudience["receivers"]["words"] {
  const closed = steps.at(-1)?.words;
  return closed === undefined ? receivers.words : receivers.words.map((word, at) => word | closed[at]!);
}

function toFacts({ version, everyone, labelsUnknown }: PageAudience): AudienceFacts {
  return { version, everyone, labelsUnknown };
}
