import type { Predicate, PredicateProblem } from "./predicate";
import { checkPredicate } from "./predicate";

/**
 * A predicate while somebody edits it: groups may be empty, blocks may be muted, and every node has an id that stays
 * with it wherever it is moved, for React keys, focus and drag. NOT always has its one operand.
 */
export type DraftNode = { id: string; muted?: true } & (
  | { op: "LABEL"; labelId: string }
  | { op: "AND" | "OR"; operands: DraftNode[] }
  | { op: "NOT"; operand: DraftNode }
);

/** `nextId` lives in the draft, because the domain knows no random numbers; ids are never used twice. */
export type DraftPredicate = { root: DraftNode; nextId: number };

export type DraftProblem = PredicateProblem | { path: number[]; code: "muted" };

export type DraftVerdict = { ok: true; predicate: Predicate } | { ok: false; problems: DraftProblem[] };

/** An empty group to start from. */
export function createDraft(op: "AND" | "OR" = "OR"): DraftPredicate {
  return { root: { id: "n0", op, operands: [] }, nextId: 1 };
}

/** Any predicate as a draft. `nextId` keeps ids fresh when it replaces an older draft on screen. */
export function toDraft(predicate: Predicate, nextId = 0): DraftPredicate {
  const numbered = numberNodes(predicate, nextId);
  return { root: numbered.node, nextId: numbered.nextId };
}

/** Gives each node of a bare tree an id, in pre-order from `nextId`. */
export function numberNodes(predicate: Predicate, nextId: number): { node: DraftNode; nextId: number } {
  const id = `n${nextId}`;
  let unused = nextId + 1;
  const number = (operand: Predicate): DraftNode => {
    const numbered = numberNodes(operand, unused);
    unused = numbered.nextId;
    return numbered.node;
  };
  switch (predicate.op) {
    case "LABEL":
      return { node: { id, op: "LABEL", labelId: predicate.labelId }, nextId: unused };
    case "NOT": {
      const operand = number(predicate.operand);
      return { node: { id, op: "NOT", operand }, nextId: unused };
    }
    case "AND":
    case "OR": {
      const operands = predicate.operands.map(number);
      return { node: { id, op: predicate.op, operands }, nextId: unused };
    }
  }
}

/**
 * The predicate to save, copy or send. A muted block is a question ("what if it were gone?"), not an answer, so it is
 * a problem here, beside everything `checkPredicate` finds.
 */
export function toPredicate(draft: DraftPredicate, knownLabelIds?: ReadonlySet<string>): DraftVerdict {
  const predicate = stripIds(draft.root);
  const problems: DraftProblem[] = [
    ...listMutedPaths(draft.root),
    ...checkPredicate(predicate, knownLabelIds),
  ];
  return problems.length === 0 ? { ok: true, predicate } : { ok: false, problems };
}

/**
 * What can be counted while the draft is unfinished: muted blocks and empty groups are left out, and what they leave
 * empty goes with them. `nodeIds[i]` is the draft node that count `i` (pre-order) belongs to. Null when nothing is
 * left; the caller shows no number then, never "everyone".
 */
export function toCountable(draft: DraftPredicate): { predicate: Predicate; nodeIds: string[] } | null {
  const nodeIds: string[] = [];
  const keep = (node: DraftNode): Predicate | null => {
    if (node.muted) return null;
    const at = nodeIds.push(node.id) - 1;
    const kept = keepOperands(node, keep);
    if (kept === null) nodeIds.length = at;
    return kept;
  };
  const predicate = keep(draft.root);
  return predicate === null ? null : { predicate, nodeIds };
}

function keepOperands(node: DraftNode, keep: (node: DraftNode) => Predicate | null): Predicate | null {
  switch (node.op) {
    case "LABEL":
      return { op: "LABEL", labelId: node.labelId };
    case "NOT": {
      const operand = keep(node.operand);
      return operand === null ? null : { op: "NOT", operand };
    }
    case "AND":
    case "OR": {
      const operands = node.operands.map(keep).filter((operand) => operand !== null);
      return operands.length === 0 ? null : { op: node.op, operands };
    }
  }
}

/** The bare tree, muted blocks and all. For looking at, not for using: see `toPredicate`. */
export function stripIds(node: DraftNode): Predicate {
  switch (node.op) {
    case "LABEL":
      return { op: "LABEL", labelId: node.labelId };
    case "NOT":
      return { op: "NOT", operand: stripIds(node.operand) };
    case "AND":
    case "OR":
      return { op: node.op, operands: node.operands.map(stripIds) };
  }
}

/** The children of a draft node, in order. */
export function listDraftOperands(node: DraftNode): readonly DraftNode[] {
  switch (node.op) {
    case "LABEL":
      return [];
    case "NOT":
      return [node.operand];
    case "AND":
    case "OR":
      return node.operands;
  }
}

/** The node at a path, or null when the path leads nowhere (for example after somebody else's undo). */
export function findDraftNode(draft: DraftPredicate, path: readonly number[]): DraftNode | null {
  let node: DraftNode | undefined = draft.root;
  for (const at of path) {
    node = listDraftOperands(node)[at];
    if (node === undefined) return null;
  }
  return node;
}

/** Where a node is now, or null when it is gone. */
export function findDraftPath(draft: DraftPredicate, id: string): number[] | null {
  const search = (node: DraftNode, path: number[]): number[] | null => {
    if (node.id === id) return path;
    for (const [at, operand] of listDraftOperands(node).entries()) {
      const found = search(operand, [...path, at]);
      if (found !== null) return found;
    }
    return null;
  };
  return search(draft.root, []);
}

function listMutedPaths(node: DraftNode, path: number[] = []): DraftProblem[] {
  const own: DraftProblem[] = node.muted ? [{ path, code: "muted" }] : [];
  return own.concat(listDraftOperands(node).flatMap((operand, at) => listMutedPaths(operand, [...path, at])));
}
