import type { Predicate } from "./predicate";

/** A sentence in pieces, so that labels can be shown in their colour. Label parts carry no quotes. */
export type SentencePart = { kind: "text"; text: string } | { kind: "label"; labelId: string; name: string };

/** The words of `printSentence` to look at. Groups of one are passed over here, and "…" stands for one that nobody has filled yet. */
export function toSentence(predicate: Predicate, nameOf: (labelId: string) => string): SentencePart[] {
  const parts: SentencePart[] = [];
  for (const piece of writeSentence(withoutGroupsOfOne(predicate))) {
    const last = parts.at(-1);
    if (typeof piece !== "string") {
      parts.push({ kind: "label", labelId: piece.labelId, name: nameOf(piece.labelId) });
    } else if (last?.kind === "text") parts[parts.length - 1] = { kind: "text", text: last.text + piece };
    else parts.push({ kind: "text", text: piece });
  }
  return parts;
}

/** Words, or a label by its id. */
export type Piece = string | { labelId: string };
type GroupNode = Extract<Predicate, { op: "AND" | "OR" }>;

/** The words of a predicate, every group as it is: what `printSentence` prints. */
export function writeSentence(predicate: Predicate): Piece[] {
  const isGroup = predicate.op === "AND" || predicate.op === "OR";
  const isOneClause = !isGroup || predicate.operands.length < 2 || isPlainList(predicate);
  if (isOneClause) return ["People ", ...writeClause(predicate)];
  const joint = predicate.op === "AND" ? ", and " : ", or ";
  return ["People ", ...join(predicate.operands.map(writeClause), joint)];
}

/** What begins with its own "with" or "without". */
function writeClause(node: Predicate): Piece[] {
  switch (node.op) {
    case "LABEL":
      return ["with ", { labelId: node.labelId }];
    case "NOT":
      return ["without ", ...writeItem(node.operand)];
    case "AND":
    case "OR":
      return ["with ", ...(isList(node) ? writeList(node) : writeItem(node))];
  }
}

/** Items first, then, for AND, what is taken off them. */
function writeList({ op, operands }: GroupNode): Piece[] {
  const items = operands.filter((operand) => operand.op !== "NOT").map(writeItem);
  const excluded = operands.slice(items.length).map(writeItem);
  const word = op === "AND" ? " and " : " or ";
  const list = [join(items.slice(0, -1), ", "), items.at(-1) ?? []].filter((part) => part.length > 0);
  const taken = excluded.flatMap((item, at) => [at === 0 ? " but " : " and ", ...item]);
  return [...join(list, word), ...taken];
}

function writeItem(node: Predicate): Piece[] {
  switch (node.op) {
    case "LABEL":
      return [{ labelId: node.labelId }];
    case "NOT":
      return ["not ", ...writeItem(node.operand)];
    case "AND":
    case "OR":
      if (node.operands.length === 0) return ["…"];
      return [node.op === "AND" ? "all of (" : "any of (", ...join(node.operands.map(writeItem), ", "), ")"];
  }
}

/** Whether a group needs no brackets: two or more, and what is negated, for AND alone, at the end. */
function isList({ op, operands }: GroupNode): boolean {
  const firstNot = operands.findIndex((operand) => operand.op === "NOT");
  if (operands.length < 2) return false;
  if (firstNot < 0) return true;
  return op === "AND" && firstNot > 0 && operands.slice(firstNot).every((operand) => operand.op === "NOT");
}

function isPlainList(group: GroupNode): boolean {
  const isPlain = (node: Predicate) => (node.op === "NOT" ? node.operand : node).op === "LABEL";
  return isList(group) && group.operands.every(isPlain);
}

function withoutGroupsOfOne(node: Predicate): Predicate {
  switch (node.op) {
    case "LABEL":
      return node;
    case "NOT":
      return { op: "NOT", operand: withoutGroupsOfOne(node.operand) };
    case "AND":
    case "OR": {
      const operands = node.operands.map(withoutGroupsOfOne);
      const [only] = operands;
      return operands.length === 1 && only !== undefined ? only : { op: node.op, operands };
    }
  }
}

function join(lists: readonly Piece[][], joint: string): Piece[] {
  return lists.flatMap((list, at) => (at === 0 ? list : [joint, ...list]));
}
