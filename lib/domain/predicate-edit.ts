import type { Predicate } from "./predicate";
import type { DraftNode, DraftPredicate } from "./predicate-draft";
import { findDraftNode, findDraftPath, listDraftOperands, numberNodes, stripIds } from "./predicate-draft";

/** What every edit returns: a new draft and the node that should have the focus. The old draft is left as it was. */
export type DraftEdit = { draft: DraftPredicate; focusId: string };

type Path = readonly number[];
type GroupOperator = "AND" | "OR";

/**
 * Puts a new block into the block at `parentPath`, before position `at` (past the end means last). Only groups hold
 * lists, so inserting into NOT makes its operand an OR group (not this, nor that), and inserting into a label makes
 * it an AND group (this, and that). All edits leave the draft as it is when a path leads nowhere.
 */
export function insertNode(
  draft: DraftPredicate,
  parentPath: Path,
  at: number,
  predicate: Predicate,
): DraftEdit {
  const { node, nextId } = numberNodes(predicate, draft.nextId);
  return insertDraftNode({ root: draft.root, nextId }, parentPath, at, node) ?? unchanged(draft, parentPath);
}

/** Takes a block away, and a NOT that would be left holding nothing. Without its root a draft is an empty group. */
export function removeNode(draft: DraftPredicate, path: Path): DraftEdit {
  if (findDraftNode(draft, path) === null) return unchanged(draft, path);
  const removed = withoutNode(draft, path);
  if (removed !== null) return removed;
  const op = draft.root.op === "AND" ? "AND" : "OR";
  const id = `n${draft.nextId}`;
  return { draft: { root: { id, op, operands: [] }, nextId: draft.nextId + 1 }, focusId: id };
}

/**
 * Moves a block into the block at `parentPath`, before position `at`, both counted in the draft as it is seen before
 * the move. A block cannot move into itself.
 */
export function moveNode(draft: DraftPredicate, path: Path, parentPath: Path, at: number): DraftEdit {
  const node = findDraftNode(draft, path);
  const parent = findDraftNode(draft, parentPath);
  const insideItself = path.every((step, index) => parentPath[index] === step);
  if (node === null || parent === null || path.length === 0 || insideItself) return unchanged(draft, path);
  const from = path.at(-1) ?? 0;
  const sameParent = path.length - 1 === parentPath.length && parentPath.every((step, i) => path[i] === step);
  const removed = withoutNode(draft, path);
  const target = removed && findDraftPath(removed.draft, parent.id);
  if (!removed || !target) return unchanged(draft, path);
  const position = sameParent && from < at ? at - 1 : at;
  return insertDraftNode(removed.draft, target, position, node) ?? unchanged(draft, path);
}

/** Puts a group around a block. */
export function wrapNode(draft: DraftPredicate, path: Path, op: GroupOperator): DraftEdit {
  const id = `n${draft.nextId}`;
  return replaceAt({ ...draft, nextId: draft.nextId + 1 }, path, (node) => ({ id, op, operands: [node] }));
}

/**
 * Takes the frame off a group or a NOT and leaves what it held in its place. A group of several can only be unwrapped
 * inside another group: nothing else could hold the pieces.
 */
export function unwrapNode(draft: DraftPredicate, path: Path): DraftEdit {
  const node = findDraftNode(draft, path);
  if (node === null || node.op === "LABEL") return unchanged(draft, path);
  const operands = listDraftOperands(node);
  const [first] = operands;
  if (first === undefined) return removeNode(draft, path);
  if (operands.length === 1) return replaceAt(draft, path, () => carryMute(node, first));
  const at = path.at(-1);
  const parentPath = path.slice(0, -1);
  const parent = findDraftNode(draft, parentPath);
  if (at === undefined || parent === null || parent.op === "NOT") return unchanged(draft, path);
  const pieces = operands.map((operand) => carryMute(node, operand));
  const spread = replaceAt(draft, parentPath, (group) => withOperands(group, at, 1, pieces));
  return { draft: spread.draft, focusId: first.id };
}

/** NOT on anything, and off again: negating twice, from outside or from inside, gives back the same block. */
export function negateNode(draft: DraftPredicate, path: Path): DraftEdit {
  const node = findDraftNode(draft, path);
  if (node === null) return unchanged(draft, path);
  if (node.op === "NOT") return replaceAt(draft, path, () => carryMute(node, node.operand));
  const parentPath = path.slice(0, -1);
  const parent = path.length > 0 ? findDraftNode(draft, parentPath) : null;
  if (parent?.op === "NOT") return replaceAt(draft, parentPath, () => carryMute(parent, node));
  const id = `n${draft.nextId}`;
  const negated = replaceAt({ ...draft, nextId: draft.nextId + 1 }, path, (operand) =>
    carryMute(operand, { id, op: "NOT", operand: withoutMute(operand) }),
  );
  return { draft: negated.draft, focusId: id };
}

/** ALL of becomes ANY of, or the other way round. Labels and NOT have no operator to change. */
export function changeOperator(draft: DraftPredicate, path: Path, op: GroupOperator): DraftEdit {
  const node = findDraftNode(draft, path);
  const isGroup = node?.op === "AND" || node?.op === "OR";
  if (!isGroup || node.op === op) return unchanged(draft, path);
  return replaceAt(draft, path, () => ({ ...node, op }));
}

/** Another label in the place of one. */
export function changeLabel(draft: DraftPredicate, path: Path, labelId: string): DraftEdit {
  const node = findDraftNode(draft, path);
  if (node?.op !== "LABEL" || node.labelId === labelId) return unchanged(draft, path);
  return replaceAt(draft, path, () => ({ ...node, labelId }));
}

/** A copy right behind the block. Where no group is around it, one is made (OR: a copy then changes nothing). */
export function duplicateNode(draft: DraftPredicate, path: Path): DraftEdit {
  const node = findDraftNode(draft, path);
  if (node === null) return unchanged(draft, path);
  const parent = path.length > 0 ? findDraftNode(draft, path.slice(0, -1)) : null;
  if (parent?.op === "AND" || parent?.op === "OR") {
    return insertNode(draft, path.slice(0, -1), (path.at(-1) ?? 0) + 1, stripIds(node));
  }
  return insertNode(wrapNode(draft, path, "OR").draft, path, 1, stripIds(node));
}

/** Mutes or unmutes a block: a what-if, see `toPredicate`. */
export function toggleMute(draft: DraftPredicate, path: Path): DraftEdit {
  return replaceAt(draft, path, (node) => (node.muted ? withoutMute(node) : { ...node, muted: true }));
}

/** A whole new tree in the place of the draft, for example a pasted one; ids stay fresh. */
export function replaceDraft(draft: DraftPredicate, predicate: Predicate): DraftEdit {
  const { node, nextId } = numberNodes(predicate, draft.nextId);
  return { draft: { root: node, nextId }, focusId: node.id };
}

function unchanged(draft: DraftPredicate, path: Path): DraftEdit {
  return { draft, focusId: (findDraftNode(draft, path) ?? draft.root).id };
}

function replaceAt(draft: DraftPredicate, path: Path, change: (node: DraftNode) => DraftNode): DraftEdit {
  if (findDraftNode(draft, path) === null) return unchanged(draft, path);
  let focusId = draft.root.id;
  const walk = (node: DraftNode, depth: number): DraftNode => {
    const at = path[depth];
    if (at === undefined) {
      const changed = change(node);
      focusId = changed.id;
      return changed;
    }
    const operand = listDraftOperands(node)[at];
    return operand === undefined ? node : withOperands(node, at, 1, [walk(operand, depth + 1)]);
  };
  return { draft: { ...draft, root: walk(draft.root, 0) }, focusId };
}

/** Null when nothing would be left of the draft. */
function withoutNode(draft: DraftPredicate, path: Path): DraftEdit | null {
  const at = path.at(-1);
  if (at === undefined) return null;
  const parentPath = path.slice(0, -1);
  const parent = findDraftNode(draft, parentPath);
  if (parent === null) return null;
  if (parent.op === "NOT") return withoutNode(draft, parentPath);
  const { draft: changed } = replaceAt(draft, parentPath, (group) => withOperands(group, at, 1, []));
  const siblings = listDraftOperands(parent);
  return { draft: changed, focusId: (siblings[at + 1] ?? siblings[at - 1] ?? parent).id };
}

function insertDraftNode(
  draft: DraftPredicate,
  parentPath: Path,
  at: number,
  node: DraftNode,
): DraftEdit | null {
  const parent = findDraftNode(draft, parentPath);
  if (parent === null) return null;
  const op = parent.op === "NOT" ? "OR" : "AND";
  switch (parent.op) {
    case "AND":
    case "OR": {
      const { draft: changed } = replaceAt(draft, parentPath, (group) => withOperands(group, at, 0, [node]));
      return { draft: changed, focusId: node.id };
    }
    case "NOT": {
      const { operand } = parent;
      if (operand.op === "AND" || operand.op === "OR") {
        return insertDraftNode(draft, [...parentPath, 0], at === 0 ? 0 : operand.operands.length, node);
      }
      return insertDraftNode(wrapNode(draft, [...parentPath, 0], op).draft, [...parentPath, 0], at, node);
    }
    case "LABEL":
      return insertDraftNode(wrapNode(draft, parentPath, op).draft, parentPath, at, node);
  }
}

/** Like Array.splice, for the children of any node. NOT keeps exactly one. */
function withOperands(node: DraftNode, at: number, deleted: number, added: DraftNode[]): DraftNode {
  switch (node.op) {
    case "LABEL":
      return node;
    case "NOT":
      return { ...node, operand: added[0] ?? node.operand };
    case "AND":
    case "OR":
      return { ...node, operands: node.operands.toSpliced(at, deleted, ...added) };
  }
}

function withoutMute(node: DraftNode): DraftNode {
  const { muted: _muted, ...unmuted } = node;
  return unmuted;
}

/** Mute belongs to the block that is seen, so it goes with the outermost frame. */
function carryMute(from: DraftNode, to: DraftNode): DraftNode {
  return from.muted ? { ...to, muted: true } : to;
}
