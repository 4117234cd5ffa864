import type { Predicate } from "./predicate";
import { countPredicateNodes, listLabelIds } from "./predicate";
import type { People } from "./predicate-diagram";
import { DiagramLimitError, PredicateDiagram } from "./predicate-diagram";
import { toShapeKey } from "./predicate-equivalence";
import { countLabelUses, standsAlone } from "./predicate-label-uses";

/**
 * A predicate of the same people with fewer blocks, never more: frames of one, double NOT, nested groups of one kind,
 * repeats and blocks that change nothing go; what stays keeps its order. Above `diagramStepsMax` only the shape is tidied.
 */
export function simplify(predicate: Predicate): Predicate {
  let simplified = tidy(predicate);
  try {
    for (;;) {
      const thinner = tidy(new Thinner(simplified).thin());
      if (countPredicateNodes(thinner) >= countPredicateNodes(simplified)) return simplified;
      simplified = thinner;
    }
  } catch (error) {
    if (error instanceof DiagramLimitError) return simplified;
    throw error;
  }
}

/** What follows from the shape alone. */
function tidy(node: Predicate): Predicate {
  switch (node.op) {
    case "LABEL":
      return node;
    case "NOT": {
      const operand = tidy(node.operand);
      return operand.op === "NOT" ? operand.operand : { op: "NOT", operand };
    }
    case "AND":
    case "OR": {
      const { op } = node;
      const operands = node.operands.map(tidy).flatMap((part) => (part.op === op ? part.operands : [part]));
      const keys = operands.map(toShapeKey);
      const kept = operands.filter((_, at) => keys.indexOf(keys[at]!) === at);
      const [only] = kept;
      return kept.length === 1 && only !== undefined ? only : { op, operands: kept };
    }
  }
}

/**
 * Drops operands that make no difference to the people who are asked about: those for whom the block still matters.
 * One after the other, each against what the others have become by then, so that two never go on each other's account.
 */
class Thinner {
  private readonly diagram: PredicateDiagram;
  private readonly uses: ReadonlyMap<string, number>;
  private readonly isConstant: boolean;

  constructor(private readonly whole: Predicate) {
    this.diagram = new PredicateDiagram(listLabelIds(whole));
    this.uses = countLabelUses(whole);
    const people = this.diagram.build(whole);
    this.isConstant = people === this.diagram.nobody || people === this.diagram.everybody;
  }

  thin(node = this.whole, asked: People = this.diagram.everybody): Predicate {
    switch (node.op) {
      case "LABEL":
        return node;
      case "NOT":
        return { op: "NOT", operand: this.thin(node.operand, asked) };
      case "AND":
      case "OR":
        return this.thinGroup(node.op, node.operands, asked);
    }
  }

  private thinGroup(op: "AND" | "OR", operands: readonly Predicate[], asked: People): Predicate {
    let parts = operands.map((operand, at) => ({ at, operand, people: this.diagram.build(operand) }));
    for (const part of listLargestFirst(parts)) {
      const left = this.isAlone(part.operand)
        ? this.diagram.everybody
        : this.narrow(
            op,
            asked,
            parts.filter((other) => other !== part),
          );
      const decided = this.diagram.and(left, op === "AND" ? this.diagram.not(part.people) : part.people);
      if (decided === this.diagram.nobody && parts.length > 1)
        parts = parts.filter((other) => other !== part);
      else {
        part.operand = this.thin(part.operand, left);
        part.people = this.diagram.build(part.operand);
      }
    }
    return { op, operands: parts.map(({ operand }) => operand) };
  }

  /** Whom ALL asks its next operand about: those all others let through. ANY: those no other has taken. */
  private narrow(op: "AND" | "OR", asked: People, others: readonly { people: People }[]): People {
    const joined = this.diagram.join(
      op,
      others.map(({ people }) => people),
    );
    return this.diagram.and(asked, op === "AND" ? joined : this.diagram.not(joined));
  }

  /** In a whole that is always or never true, the others decide even over a block that has nothing to do with them. */
  private isAlone(operand: Predicate): boolean {
    return !this.isConstant && standsAlone(operand, this.uses);
  }
}

/** Of two that could go, the larger should; of two equal ones, the later. */
function listLargestFirst<Part extends { at: number; operand: Predicate }>(parts: readonly Part[]): Part[] {
  const sizes = new Map(parts.map((part) => [part, countPredicateNodes(part.operand)]));
  return parts.toSorted((one, other) => sizes.get(other)! - sizes.get(one)! || other.at - one.at);
}
