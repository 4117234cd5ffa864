import type { Predicate } from "./predicate";
import { checkPredicate, listOperands, predicateDepthMax, predicateNodesMax } from "./predicate";
import type { LabelNameResolution, LabelNames } from "./predicate-label-names";

/** What query text and sentences have in common: how a label is written, and how trouble is placed. */

type UnresolvedLabel<Resolution = LabelNameResolution> = Resolution extends { ok: false }
  ? Omit<Resolution, "ok">
  : never;

/** Where (offset and length in UTF-16 units) and what. */
export type PredicateTextProblem = { offset: number; length: number } & (
  | { code: "empty" }
  | { code: "unexpected"; text: string }
  | { code: "operand-missing" }
  | { code: "bracket-not-closed" }
  | { code: "quote-not-closed" }
  | { code: "id-missing" }
  | { code: "bad-escape"; text: string }
  /** AND, OR and NOT are written as signs in query text. */
  | { code: "operator-as-word"; word: string; sign: "&" | "|" | "-" }
  | { code: "name-needs-quotes"; name: string }
  /** `expected`: the words one of which has to stand here. */
  | { code: "word-missing"; expected: string[] }
  /** "and" and "or" side by side: only brackets or "all of" say which goes first. */
  | { code: "mixed-and-or" }
  /** What follows "not" or "without" in a list could be read as belonging to it. */
  | { code: "not-takes-one" }
  | UnresolvedLabel
  | { code: "too-many-nodes"; nodesMax: number }
  | { code: "too-deep"; depthMax: number }
);

export type PredicateTextReading =
  { ok: true; predicate: Predicate } | { ok: false; problems: PredicateTextProblem[] };

export type TextSpan = { offset: number; length: number };

/** Stops the reading of a text. Never leaves this folder: readings are values. */
export class PredicateTextRefusal extends Error {
  constructor(readonly problem: PredicateTextProblem) {
    super(problem.code);
    this.name = "PredicateTextRefusal";
  }
}

/** Brackets that mean nothing are free, but not without end: each one is a call deeper. */
const bracketDepthMax = 100;

/** Makes nodes and remembers where each was written, so that whatever is wrong with the tree can be placed. */
export class PredicateTextBuilder {
  private readonly problems: PredicateTextProblem[] = [];
  private readonly spans = new Map<Predicate, TextSpan>();
  private bracketDepth = 0;

  constructor(private readonly names: LabelNames) {}

  /** A label that cannot be found is noted and the reading goes on, so that all of them are told at once. */
  buildLabel(name: string | null, labelId: string | null, span: TextSpan): Predicate {
    const resolution = this.names.resolve(name, labelId);
    if (resolution.ok) return this.place({ op: "LABEL", labelId: resolution.labelId }, span);
    const { ok: _, ...trouble } = resolution;
    this.problems.push({ ...span, ...trouble });
    return this.place({ op: "LABEL", labelId: labelId ?? "?" }, span);
  }

  buildNot(operand: Predicate, span: TextSpan): Predicate {
    return this.place({ op: "NOT", operand }, span);
  }

  buildGroup(op: "AND" | "OR", operands: Predicate[], span: TextSpan): Predicate {
    return this.place({ op, operands }, span);
  }

  inBrackets<Value>(span: TextSpan, read: () => Value): Value {
    this.bracketDepth += 1;
    if (this.bracketDepth > bracketDepthMax) {
      throw new PredicateTextRefusal({ code: "too-deep", depthMax: predicateDepthMax, ...span });
    }
    const value = read();
    this.bracketDepth -= 1;
    return value;
  }

  finish(predicate: Predicate): PredicateTextReading {
    for (const problem of this.problems.length > 0 ? [] : checkPredicate(predicate)) {
      const span = this.findSpan(predicate, problem.path);
      if (problem.code === "too-deep") {
        this.problems.push({ code: problem.code, depthMax: problem.depthMax, ...span });
      }
    }
    return this.problems.length === 0 ? { ok: true, predicate } : { ok: false, problems: this.problems };
  }

  private place(node: Predicate, span: TextSpan): Predicate {
    this.spans.set(node, span);
    if (this.spans.size > predicateNodesMax) {
      throw new PredicateTextRefusal({ code: "too-many-nodes", nodesMax: predicateNodesMax, ...span });
    }
    return node;
  }

  private findSpan(root: Predicate, path: readonly number[]): TextSpan {
    const node = path.reduce((at, step) => listOperands(at)[step] ?? at, root);
    return this.spans.get(node) ?? { offset: 0, length: 0 };
  }
}

/** Runs a reading, and turns what stopped it into an answer. Anything else that is thrown is a bug. */
export function readPredicateText(read: () => PredicateTextReading): PredicateTextReading {
  try {
    return read();
  } catch (error) {
    if (error instanceof PredicateTextRefusal) return { ok: false, problems: [error.problem] };
    throw error;
  }
}
