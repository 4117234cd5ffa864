import { compareAudiences, AudienceError, countEach } from "../audience/engine";
import { db } from "../db";
import type { Predicate } from "../domain/predicate";
import { mergeLabels, widenLabel } from "../domain/predicate-merge";
import { listLabels } from "../labels/data";
import type { LabelRow } from "../labels/schema";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { requireMovable } from "./movable";
import type { MoveImpact, MoveImpactLabel } from "./schema";
import { toWholePredicate, mergeAudience } from "./merge-audience";
import { listLabelUses } from "../labels/uses";

/** What renaming these labels, or merging them into the target, would touch. @throws Problem "label-unknown" */
export async function measureMove(
  pageId: PageId,
  sourceIds: readonly string[],
  targetId: string | null,
): Promise<MoveImpact> {
  const { labels, everyone, labelsUnknown } = await listLabels(pageId);
  const rowOf = new Map(labels.map((label) => [label.labelId, label]));
  const requireRow = (labelId: string): MoveImpactLabel => {
    const row = rowOf.get(labelId);
    if (!row) throw new Problem("label-unknown");
    return toImpactLabel(row);
  };
  const sources = sourceIds.map(requireRow);
  const target = targetId === null ? null : requireRow(targetId);
  return {
    sources,
    target,
    everyone,
    labelsUnknown,
    ...(await countPeople(pageId, sourceIds, targetId)),
    ...(await measureUses(pageId, sourceIds, targetId)),
    refusals: await listRefusals(pageId, sourceIds, targetId),
  };
}

function toImpactLabel({ labelId, name, hue, customers }: LabelRow): MoveImpactLabel {
  return { labelId, name, hue, customers };
}

async function countPeople(pageId: PageId, sourceIds: readonly string[], targetId: string | null) {
  const any: Predicate = { op: "OR", operands: sourceIds.map((labelId) => ({ op: "LABEL", labelId })) };
  const missing: Predicate =
    targetId === null
      ? any
      : {
          op: "AND",
          operands: [any, { op: "NOT", operand: { op: "LABEL", labelId: targetId } }],
        };
  const { people } = await countEach(pageId, [any, missing]);
  return { people: people[0] ?? 0, gain: people[1] ?? 0 };
}

async function measureUses(
  pageId: PageId,
  sources: readonly string[],
  targetId: string | null,
): Promise<Pick<MoveImpact, "segments" | "broadcasts">> {
  const sourceIds = new Set(sources);
  const concerned = targetId === null ? sourceIds : new Set([...sources, targetId]);
  const uses = await listLabelUses(db(), pageId, concerned);
  const compare = async (before: Predicate | null, after: Predicate | null) => {
    // A label under another name selects the same people, whatever the predicate.
    if (targetId === null) return { added: 0, removed: 0 };
    if (before === null || after === null) return null;
    return compareOne(pageId, before, widenLabel(after, targetId, sourceIds));
  };
  const { people } = await countEach(
    pageId,
    uses.segments.map(({ predicate }) => predicate),
  );
  const segments = uses.segments.map(async ({ id, name, predicate }, at) => ({
    id,
    name,
    people: people[at] ?? null,
    difference: await compare(predicate, mergeLabels(predicate, sourceIds, targetId ?? "")),
  }));
  const broadcasts = uses.broadcasts.map(async (broadcast) => ({
    id: broadcast.id,
    name: broadcast.name,
    state: broadcast.state,
    isApproved: broadcast.isApproved,
    difference: await compare(
      toWholePredicate(broadcast),
      toWholePredicate(mergeAudience(broadcast, sourceIds, targetId ?? "")),
    ),
  }));
  return { segments: await Promise.all(segments), broadcasts: await Promise.all(broadcasts) };
}

/** Null when one of the two cannot be counted, for example because another label of it is gone. */
async function compareOne(pageId: PageId, before: Predicate, after: Predicate) {
  try {
    const [difference] = await compareAudiences(pageId, after, [before]);
    return difference ?? null;
  } catch (error) {
    if (error instanceof AudienceError) return null;
    throw error;
  }
}

async function listRefusals(
  pageId: PageId,
  sourceIds: readonly string[],
  targetId: string | null,
): Promise<string[]> {
  try {
    await requireMovable(pageId, sourceIds, targetId);
    return [];
  } catch (error) {
    if (error instanceof Problem) return [toWords(error)];
    throw error;
  }
}
