import type { Predicate } from "./predicate";

/** A sentence in pieces, so that labels can be shown in their colour. Label parts carry no quotes. */
export type SentencePart = { kind: "text"; text: string } | { kind: "label"; labelId: string; name: string };

/** Every word a sentence is made of, space included, so that a language can replace them. */
export type SentencePhrases = {
  people: string;
  with: string;
  without: string;
  withoutAnyOf: string;
  withoutAllOf: string;
  notAmongThose: string;
  and: string;
  or: string;
  comma: string;
  commaAnd: string;
  commaOr: string;
  butNot: string;
  andNot: string;
  open: string;
  close: string;
  /** Stands for a group that nobody has filled yet. */
  nothing: string;
  quoteOpen: string;
  quoteClose: string;
};

const englishPhrases: SentencePhrases = {
  people: "People ",
  with: "with ",
  without: "without ",
  withoutAnyOf: "without any of ",
  withoutAllOf: "without all of ",
  notAmongThose: "not among those ",
  and: " and ",
  or: " or ",
  comma: ", ",
  commaAnd: ", and ",
  commaOr: ", or ",
  butNot: " but not ",
  andNot: " and not ",
  open: "(",
  close: ")",
  nothing: "…",
  quoteOpen: '"',
  quoteClose: '"',
};

/**
 * A predicate in words, blocks in their order:
 * People with "Over 50", or with "California" and "Under 25" but not "Churned".
 * A comma separates the blocks of the outer group; what would be ambiguous stands in brackets.
 */
export function toSentence(
  predicate: Predicate,
  nameOf: (labelId: string) => string,
  phrases: SentencePhrases = englishPhrases,
): SentencePart[] {
  const parts = new SentenceWriter(nameOf, phrases).writeClause(predicate);
  return joinTexts([text(phrases.people), ...parts]);
}

/** The sentence as plain text, label names in quotes. */
export function printSentence(
  parts: readonly SentencePart[],
  phrases: SentencePhrases = englishPhrases,
): string {
  return parts
    .map((part) =>
      part.kind === "text" ? part.text : `${phrases.quoteOpen}${part.name}${phrases.quoteClose}`,
    )
    .join("");
}

class SentenceWriter {
  constructor(
    private readonly nameOf: (labelId: string) => string,
    private readonly phrases: SentencePhrases,
  ) {}

  /** What follows "People": a clause that begins with its own "with" or "without". */
  writeClause(node: Predicate): SentencePart[] {
    switch (node.op) {
      case "LABEL":
        return [text(this.phrases.with), this.writeLabel(node)];
      case "NOT":
        return this.writeNot(node.operand);
      case "AND":
      case "OR":
        return this.writeGroup(node.op, node.operands);
    }
  }

  private writeNot(operand: Predicate): SentencePart[] {
    const { phrases } = this;
    if (operand.op === "LABEL") return [text(phrases.without), this.writeLabel(operand)];
    if (operand.op !== "NOT" && operand.operands.length > 1 && operand.operands.every(isLabel)) {
      const opening = operand.op === "OR" ? phrases.withoutAnyOf : phrases.withoutAllOf;
      return [text(opening), ...this.writeLabels(operand.operands, operand.op)];
    }
    return [text(phrases.notAmongThose), ...this.bracket(this.writeClause(operand))];
  }

  private writeGroup(op: "AND" | "OR", operands: Predicate[]): SentencePart[] {
    const { phrases } = this;
    const [only] = operands;
    if (only === undefined) return [text(phrases.with), text(phrases.nothing)];
    if (operands.length === 1) return this.writeClause(only);
    const labels = operands.filter(isLabel);
    const excluded = operands
      .slice(labels.length)
      .map(toExcludedLabel)
      .filter((label) => label !== null);
    const labelsFirst = operands.slice(0, labels.length).every(isLabel);
    if (labels.length === operands.length) return [text(phrases.with), ...this.writeLabels(labels, op)];
    if (
      op === "AND" &&
      labelsFirst &&
      labels.length > 0 &&
      labels.length + excluded.length === operands.length
    ) {
      return [text(phrases.with), ...this.writeLabels(labels, "AND"), ...this.writeExcluded(excluded)];
    }
    const joint = text(op === "AND" ? phrases.commaAnd : phrases.commaOr);
    return operands.flatMap((operand, at) => {
      const clause = this.writeClause(operand);
      const whole = isPlain(operand) ? clause : this.bracket(clause);
      return at === 0 ? whole : [joint, ...whole];
    });
  }

  private writeExcluded(labels: LabelNode[]): SentencePart[] {
    return labels.flatMap((label, at) => [
      text(at === 0 ? this.phrases.butNot : this.phrases.andNot),
      this.writeLabel(label),
    ]);
  }

  private writeLabels(labels: LabelNode[], op: "AND" | "OR"): SentencePart[] {
    return labels.flatMap((label, at) => {
      const joint =
        at < labels.length - 1 ? this.phrases.comma : op === "AND" ? this.phrases.and : this.phrases.or;
      return at === 0 ? [this.writeLabel(label)] : [text(joint), this.writeLabel(label)];
    });
  }

  private writeLabel({ labelId }: LabelNode): SentencePart {
    return { kind: "label", labelId, name: this.nameOf(labelId) };
  }

  private bracket(parts: SentencePart[]): SentencePart[] {
    return [text(this.phrases.open), ...parts, text(this.phrases.close)];
  }
}

type LabelNode = Extract<Predicate, { op: "LABEL" }>;

function isLabel(node: Predicate): node is LabelNode {
  return node.op === "LABEL";
}

function toExcludedLabel(node: Predicate): LabelNode | null {
  return node.op === "NOT" && isLabel(node.operand) ? node.operand : null;
}

/** Reads without brackets inside a list that is joined by commas. */
function isPlain(node: Predicate): boolean {
  switch (node.op) {
    case "LABEL":
    case "NOT":
      return true;
    case "AND":
    case "OR":
      return node.operands.every(
        (operand) => isLabel(operand) || (node.op === "AND" && toExcludedLabel(operand)),
      );
  }
}

function text(words: string): SentencePart {
  return { kind: "text", text: words };
}

function joinTexts(parts: SentencePart[]): SentencePart[] {
  const joined: SentencePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === "text" && last?.kind === "text")
      joined[joined.length - 1] = text(last.text + part.text);
    else joined.push(part);
  }
  return joined;
}
