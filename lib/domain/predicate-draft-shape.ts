import type { DraftNode, DraftPredicate } from "./predicate-draft";

/**
 * Whether something is a draft by its shape, as one that comes back from the browser's storage must be; whether it may
 * be used is for `toPredicate` to say. Throws RangeError when it is nested deeper than the stack goes.
 */
export function isDraftPredicate(input: unknown): input is DraftPredicate {
  if (!isRecord(input)) return false;
  const { root, nextId } = input;
  return isDraftNode(root) && typeof nextId === "number" && Number.isSafeInteger(nextId) && nextId >= 0;
}

function isDraftNode(input: unknown): input is DraftNode {
  if (!isRecord(input) || typeof input.id !== "string") return false;
  if (input.muted !== undefined && input.muted !== true) return false;
  switch (input.op) {
    case "LABEL":
      return typeof input.labelId === "string";
    case "NOT":
      return isDraftNode(input.operand);
    case "AND":
    case "OR":
      return Array.isArray(input.operands) && input.operands.every(isDraftNode);
    default:
      return false;
  }
}

function isRecord(input: unknown): input is Partial<Record<string, unknown>> {
  return typeof input === "object" && input !== null;
}
