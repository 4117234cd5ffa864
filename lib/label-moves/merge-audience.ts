import type { Predicate } from "../domain/predicate";
import { mergeLabels } from "../domain/predicate-merge";
import type { UsingBroadcast } from "../labels/uses";

/** Whom a broadcast selects by labels, its exclusions counted in; null for everyone. */
export function toWholePredicate({
  predicate,
  exclusions,
}: Pick<UsingBroadcast, "predicate" | "exclusions">): Predicate | null {
  const without = exclusions.segments.map((segment): Predicate => ({
    op: "NOT",
    operand: segment.predicate,
  }));
  const operands = predicate === null ? without : [predicate, ...without];
  return operands.length === 0 ? null : { op: "AND", operands };
}

/** The broadcast's audience once the sources have become the target. */
export function mergeAudience(
  { predicate, exclusions }: Pick<UsingBroadcast, "predicate" | "exclusions">,
  sourceIds: ReadonlySet<string>,
  targetId: string,
): Pick<UsingBroadcast, "predicate" | "exclusions"> {
  return {
    predicate: predicate && mergeLabels(predicate, sourceIds, targetId),
    exclusions: {
      ...exclusions,
      segments: exclusions.segments.map((segment) => ({
        ...segment,
        predicate: mergeLabels(segment.predicate, sourceIds, targetId),
      })),
    },
  };
}
