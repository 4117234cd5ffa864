import type { Predicate } from "./predicate";
import { listOperands } from "./predicate";

/**
 * How much comparing may cost: some 20 ms in a browser. Trees that use each label once need a few steps a label; only
 * many labels woven together run into it, and then the answer is "unknown", never a guess.
 */
const diagramStepsMax = 30_000;

/** So many steps, a few milliseconds, are taken in one go where somebody wants to be asked between them. */
const stepsAtOnce = 1_000;

/** What a set of labels decides, as a number: two of one diagram are the same people if and only if they are equal. */
export type People = number;

/**
 * Reduced ordered decision diagrams (Bryant 1986): who a predicate means, whatever the labels hold. Chosen over truth
 * tables, which end at some twenty labels where a plain OR of thirty is nothing unusual.
 */
export class PredicateDiagram {
  readonly nobody: People = 0;
  readonly everybody: People = 1;
  private readonly placeOfLabel: ReadonlyMap<string, number>;
  private readonly places: number[] = [Infinity, Infinity];
  private readonly without: People[] = [0, 1];
  private readonly withLabel: People[] = [0, 1];
  private readonly known = new Map<number, People>();
  private readonly chosen = new Map<number, People>();
  private steps = 0;
  private stepsInOneGo = 0;

  /**
   * Labels in the order in which they are asked about: near in the tree should be near here. One that `pauses` throws
   * DiagramPause after each `stepsAtOnce`; the same question asked again goes on where it was.
   */
  constructor(
    labelIds: readonly string[],
    private readonly pauses = false,
  ) {
    this.placeOfLabel = new Map(labelIds.map((labelId, at) => [labelId, at]));
  }

  label(labelId: string): People {
    const place = this.placeOfLabel.get(labelId);
    if (place === undefined) throw new RangeError(`Label ${labelId} is not in this diagram`);
    return this.node(place, this.nobody, this.everybody);
  }

  not(people: People): People {
    return this.choose(people, this.nobody, this.everybody);
  }

  and(one: People, other: People): People {
    return this.choose(one, other, this.nobody);
  }

  or(one: People, other: People): People {
    return this.choose(one, this.everybody, other);
  }

  /** All of them, or any of them. */
  join(op: "AND" | "OR", list: readonly People[]): People {
    const start = op === "AND" ? this.everybody : this.nobody;
    // From the back, since the back is asked about last and so stays small longest.
    return list.reduceRight((held, one) => (op === "AND" ? this.and(one, held) : this.or(one, held)), start);
  }

  /** Who a predicate means. Throws DiagramLimitError. */
  build(predicate: Predicate): People {
    switch (predicate.op) {
      case "LABEL":
        return this.label(predicate.labelId);
      case "NOT":
        return this.not(this.build(predicate.operand));
      case "AND":
      case "OR":
        return this.join(
          predicate.op,
          listOperands(predicate).map((operand) => this.build(operand)),
        );
    }
  }

  /** Those of `if` that are in `then`, and those outside `if` that are in `otherwise`. */
  private choose(condition: People, then: People, otherwise: People): People {
    if (condition === this.everybody) return then;
    if (condition === this.nobody) return otherwise;
    if (then === otherwise) return then;
    if (then === this.everybody && otherwise === this.nobody) return condition;
    const key = pack(condition, then, otherwise);
    const before = this.chosen.get(key);
    if (before !== undefined) return before;
    if (this.steps >= diagramStepsMax) throw new DiagramLimitError();
    if (this.pauses && this.stepsInOneGo >= stepsAtOnce) {
      this.stepsInOneGo = 0;
      throw new DiagramPause();
    }
    this.stepsInOneGo += 1;
    const place = Math.min(this.places[condition]!, this.places[then]!, this.places[otherwise]!);
    const below = (side: readonly People[]) => {
      const at = (people: People) => (this.places[people] === place ? side[people]! : people);
      return this.choose(at(condition), at(then), at(otherwise));
    };
    const people = this.node(place, below(this.without), below(this.withLabel));
    // Counted when it is known, so that what a pause broke off is not counted twice.
    this.steps += 1;
    this.chosen.set(key, people);
    return people;
  }

  private node(place: number, without: People, withLabel: People): People {
    if (without === withLabel) return without;
    const key = pack(place, without, withLabel);
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const people = this.places.push(place) - 1;
    this.without.push(without);
    this.withLabel.push(withLabel);
    this.known.set(key, people);
    return people;
  }
}

/** Enough for one go. What was found is kept: the same question asked again goes on from there. */
export class DiagramPause extends Error {
  constructor() {
    super(`${stepsAtOnce} steps were taken`);
    this.name = "DiagramPause";
  }
}

/** The question is bigger than we are willing to compute. The caller says so, and does not guess. */
export class DiagramLimitError extends Error {
  constructor() {
    super(`More than ${diagramStepsMax} steps`);
    this.name = "DiagramLimitError";
  }
}

/** Three numbers of at most 17 bits as one exact number: as many nodes as steps, and labels besides. */
function pack(one: number, two: number, three: number): number {
  return (one * 2 ** 17 + two) * 2 ** 17 + three;
}
