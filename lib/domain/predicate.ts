/** A tree of AND / OR / NOT over labels. A label is named by its Graph id, always a string. */
export type Predicate =
  | { op: "LABEL"; labelId: string }
  | { op: "AND" | "OR"; operands: Predicate[] }
  | { op: "NOT"; operand: Predicate };

/** Our own limits: the platform names none (nesting limits are not confirmed by any of its documents). */
export const predicateNodesMax = 500;
/** A bare label has depth 1. */
export const predicateDepthMax = 16;
/** Graph ids are at most 17 digits in every sample; anything much longer is not an id. */
export const labelIdLengthMax = 64;

/** Where something is wrong (child positions from the root; NOT's only child is 0) and what. */
export type PredicateProblem = { path: number[] } & (
  | { code: "empty-group"; op: "AND" | "OR" }
  | { code: "unknown-label"; labelId: string }
  | { code: "too-many-nodes"; nodesMax: number }
  | { code: "too-deep"; depthMax: number }
  | { code: "not-needs-one"; values: number }
  | { code: "malformed" }
);

export type PredicateVerdict =
  { ok: true; predicate: Predicate } | { ok: false; problems: PredicateProblem[] };

/** One node of a predicate with its place. `index` is its position in every count array. */
export type PredicateNode = { node: Predicate; path: number[]; index: number };

/** A predicate that means nothing was about to be evaluated. Never read as "everyone". */
export class PredicateError extends Error {
  constructor(readonly problems: PredicateProblem[]) {
    super(`Predicate refused: ${problems.map((problem) => problem.code).join(", ")}`);
    this.name = "PredicateError";
  }
}

/**
 * Reads our own shape from JSON nobody has vouched for. Also reads NOT written with an `operands` list, so that a
 * list of other than one value is placed as "not-needs-one". Unknown keys are dropped. Never throws.
 */
export function parsePredicate(input: unknown): PredicateVerdict {
  const problems = inspect(input);
  return problems.length === 0 ? { ok: true, predicate: rebuild(input) } : { ok: false, problems };
}

/**
 * Everything that keeps a predicate from being used; an empty list means it may be. With `knownLabelIds`, a label
 * outside them is a problem too: a deleted label must never silently mean nobody (or, under NOT, everybody).
 */
export function checkPredicate(
  predicate: Predicate,
  knownLabelIds?: ReadonlySet<string>,
): PredicateProblem[] {
  return inspect(predicate, knownLabelIds);
}

/** Nodes in pre-order: a node, then its operands left to right. This is the ORDER of all count arrays. */
export function listPredicateNodes(predicate: Predicate): PredicateNode[] {
  const nodes: PredicateNode[] = [];
  const waiting: { node: Predicate; path: number[] }[] = [{ node: predicate, path: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, path } = next;
    nodes.push({ node, path, index: nodes.length });
    const operands = listOperands(node);
    for (let at = operands.length - 1; at >= 0; at--) {
      const operand = operands[at];
      if (operand !== undefined) waiting.push({ node: operand, path: [...path, at] });
    }
  }
  return nodes;
}

/** The children of any node, in order: none for a label, exactly one for NOT. */
export function listOperands(node: Predicate): readonly Predicate[] {
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

/**
 * Whether a customer who carries exactly `labelIds` is selected. Only for customers whose labels are known: one whose
 * labels are unknown matches no predicate, NOT included. Throws PredicateError on an empty group.
 */
export function matches(predicate: Predicate, labelIds: ReadonlySet<string>): boolean {
  switch (predicate.op) {
    case "LABEL":
      return labelIds.has(predicate.labelId);
    case "NOT":
      return !matches(predicate.operand, labelIds);
    case "AND":
    case "OR": {
      const { op, operands } = predicate;
      if (operands.length === 0) throw new PredicateError([{ path: [], code: "empty-group", op }]);
      // Every operand is walked, so that an empty group further on is found whatever the labels are.
      const verdicts = operands.map((operand) => matches(operand, labelIds));
      return op === "AND" ? verdicts.every(Boolean) : verdicts.some(Boolean);
    }
  }
}

export function countPredicateNodes(predicate: Predicate): number {
  return listPredicateNodes(predicate).length;
}

export function measureDepth(predicate: Predicate): number {
  return listPredicateNodes(predicate).reduce((deepest, { path }) => Math.max(deepest, path.length + 1), 1);
}

/** Each label once, in the order of first appearance. */
export function listLabelIds(predicate: Predicate): string[] {
  const ids = new Set<string>();
  for (const { node } of listPredicateNodes(predicate)) if (node.op === "LABEL") ids.add(node.labelId);
  return [...ids];
}

/** Walks anything at all without recursion, and stops at both limits, so hostile depth, width and cycles end early. */
function inspect(root: unknown, knownLabelIds?: ReadonlySet<string>): PredicateProblem[] {
  const problems: PredicateProblem[] = [];
  const waiting: { input: unknown; path: number[] }[] = [{ input: root, path: [] }];
  let nodes = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { input, path } = next;
    nodes += 1;
    if (nodes > predicateNodesMax) {
      return [...problems, { path: [], code: "too-many-nodes", nodesMax: predicateNodesMax }];
    }
    if (path.length + 1 > predicateDepthMax) {
      problems.push({ path, code: "too-deep", depthMax: predicateDepthMax });
      continue;
    }
    const read = readNode(input, knownLabelIds);
    if (!read.ok) {
      problems.push({ path, ...read.problem });
      continue;
    }
    for (let at = read.operands.length - 1; at >= 0; at--) {
      waiting.push({ input: read.operands[at], path: [...path, at] });
      // A list wider than the limit is already refused; its rest need not be kept.
      if (waiting.length > 2 * predicateNodesMax) break;
    }
  }
  return problems;
}

type Unplaced<Problem> = Problem extends unknown ? Omit<Problem, "path"> : never;
type NodeReading = { ok: true; operands: unknown[] } | { ok: false; problem: Unplaced<PredicateProblem> };

function readNode(input: unknown, knownLabelIds?: ReadonlySet<string>): NodeReading {
  if (typeof input !== "object" || input === null) return { ok: false, problem: { code: "malformed" } };
  const { op, labelId, operand, operands }: Partial<Record<string, unknown>> = { ...input };
  if (op === "LABEL" && typeof labelId === "string" && labelId.length <= labelIdLengthMax) {
    const known = labelId !== "" && (knownLabelIds?.has(labelId) ?? true);
    return known ? { ok: true, operands: [] } : { ok: false, problem: { code: "unknown-label", labelId } };
  }
  if (op === "NOT") {
    const values: unknown[] = Array.isArray(operands) ? operands : operand === undefined ? [] : [operand];
    if (values.length === 1) return { ok: true, operands: values };
    return { ok: false, problem: { code: "not-needs-one", values: values.length } };
  }
  if ((op === "AND" || op === "OR") && Array.isArray(operands)) {
    if (operands.length === 0) return { ok: false, problem: { code: "empty-group", op } };
    return { ok: true, operands };
  }
  return { ok: false, problem: { code: "malformed" } };
}

/** Only for input that `inspect` found nothing wrong with; depth is bounded by then. */
function rebuild(input: unknown): Predicate {
  const { op, labelId }: Partial<Record<string, unknown>> = { ...(input as object) };
  if (op === "LABEL") return { op, labelId: String(labelId) };
  const read = readNode(input);
  const operands = read.ok ? read.operands.map(rebuild) : [];
  const [operand] = operands;
  if (op === "NOT" && operand !== undefined) return { op, operand };
  return { op: op === "OR" ? "OR" : "AND", operands };
}
