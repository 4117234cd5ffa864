import type { Predicate } from "./predicate";
import { LabelNames, type NamedLabel } from "./predicate-label-names";
import type { PredicateTextProblem, PredicateTextReading, TextSpan } from "./predicate-text";
import { PredicateTextBuilder, PredicateTextRefusal, readPredicateText } from "./predicate-text";
import { listPredicateTokens, TokenCursor } from "./predicate-token";

type GroupOperator = "AND" | "OR";

/**
 * A sentence of the grammar at `printSentence` to the tree it says. What English leaves open is refused, not guessed,
 * at its place; so is a label that is not in `labels`, or shares its name and carries no id. Never throws.
 */
export function parseSentence(text: string, labels: readonly NamedLabel[]): PredicateTextReading {
  return readPredicateText(() => new SentenceReader(text, new LabelNames(labels)).readWhole());
}

const keywords = new Set(["people", "with", "without", "and", "or", "but", "not", "all", "any", "of"]);

class SentenceReader {
  private readonly tokens: TokenCursor;
  private readonly builder: PredicateTextBuilder;

  constructor(text: string, names: LabelNames) {
    this.tokens = new TokenCursor(listPredicateTokens(text));
    this.builder = new PredicateTextBuilder(names);
  }

  readWhole(): PredicateTextReading {
    if (this.tokens.isEmpty) throw new PredicateTextRefusal({ code: "empty", offset: 0, length: 0 });
    this.tokens.takeWord("people");
    const predicate = this.readClauses();
    this.tokens.takeSign(".");
    return this.tokens.peek().kind === "end" ? this.builder.finish(predicate) : this.refuseNext();
  }

  private readClauses(): Predicate {
    const { offset } = this.tokens.peek();
    const operands = [this.readClause()];
    let op: GroupOperator | null = null;
    while (this.isClauseNext()) {
      this.tokens.takeSign(",");
      op = this.takeOperator(op);
      operands.push(this.readClause());
    }
    return this.build(op, operands, offset);
  }

  private readClause(): Predicate {
    const { offset } = this.tokens.peek();
    if (this.tokens.takeWord("with")) return this.readList();
    if (!this.tokens.takeWord("without")) {
      return this.refuse({ code: "word-missing", expected: ["with", "without"] }, this.tokens.span());
    }
    const operand = this.readItem();
    if (!this.isClauseNext() && this.isListGoingOn()) this.refuseAfterNot();
    return this.builder.buildNot(operand, this.tokens.spanFrom(offset));
  }

  /** Commas take the word that joins the last two; without one nobody knows whether all or any were meant. */
  private readList(): Predicate {
    const { offset } = this.tokens.peek();
    const operands = [this.readItem()];
    let op: GroupOperator | null = null;
    while (!this.isClauseNext() && this.isListGoingOn()) {
      const isAfterNot = operands.at(-1)?.op === "NOT";
      const hasComma = this.tokens.takeSign(",");
      const hasWord = this.tokens.peekWord() !== null && this.isOperatorNext();
      if (hasWord) op = this.takeOperator(op);
      if (isAfterNot && !(hasWord && this.tokens.peekWord() === "not")) this.refuseAfterNot();
      if (!hasComma && !hasWord) return this.refuseNext();
      operands.push(this.readItem());
    }
    if (op === null && operands.length > 1) {
      return this.refuse({ code: "word-missing", expected: ["and", "or"] }, this.tokens.span());
    }
    return this.build(op, operands, offset);
  }

  private readItem(): Predicate {
    const offsets: number[] = [];
    for (let { offset } = this.tokens.peek(); this.tokens.takeWord("not"); { offset } = this.tokens.peek()) {
      offsets.push(offset);
    }
    let node = this.readLabelOrGroup();
    for (const offset of offsets.toReversed()) {
      node = this.builder.buildNot(node, this.tokens.spanFrom(offset));
    }
    return node;
  }

  private readLabelOrGroup(): Predicate {
    const token = this.tokens.peek();
    const span = this.tokens.span();
    if (token.kind === "label") {
      this.tokens.skip();
      return this.builder.buildLabel(token.name, token.labelId, span);
    }
    const word = this.tokens.peekWord();
    if (word === "all" || word === "any") {
      this.tokens.skip();
      if (!this.tokens.takeWord("of"))
        this.refuse({ code: "word-missing", expected: ["of"] }, this.tokens.span());
      return this.readBrackets(word === "all" ? "AND" : "OR", span.offset);
    }
    if (token.kind === "word" && !keywords.has(token.word.toLowerCase())) {
      return this.refuse({ code: "name-needs-quotes", name: token.word }, span);
    }
    if (this.tokens.isSign("("))
      return this.refuse({ code: "word-missing", expected: ["all of", "any of"] }, span);
    return this.refuse({ code: "operand-missing" }, span);
  }

  private readBrackets(op: GroupOperator, offset: number): Predicate {
    const opening = this.tokens.span();
    if (!this.tokens.takeSign("(")) this.refuse({ code: "word-missing", expected: ["("] }, opening);
    return this.builder.inBrackets(opening, () => {
      const operands = [this.readItem()];
      while (this.tokens.takeSign(",")) operands.push(this.readItem());
      if (this.tokens.peek().kind === "end") this.refuse({ code: "bracket-not-closed" }, opening);
      if (!this.tokens.takeSign(")")) return this.refuseNext();
      return this.builder.buildGroup(op, operands, this.tokens.spanFrom(offset));
    });
  }

  private build(op: GroupOperator | null, operands: Predicate[], offset: number): Predicate {
    const [only] = operands;
    if (op === null && only !== undefined) return only;
    return this.builder.buildGroup(op ?? "AND", operands, this.tokens.spanFrom(offset));
  }

  /** "and", "or" or "but", which must not differ within one list. */
  private takeOperator(before: GroupOperator | null): GroupOperator {
    const op = this.tokens.peekWord() === "or" ? "OR" : "AND";
    if (before !== null && op !== before) this.refuse({ code: "mixed-and-or" }, this.tokens.span());
    const isBut = this.tokens.peekWord() === "but";
    this.tokens.skip();
    if (isBut && this.tokens.peekWord() !== "not") {
      this.refuse({ code: "word-missing", expected: ["not"] }, this.tokens.span());
    }
    return op;
  }

  private isOperatorNext(ahead = 0): boolean {
    return ["and", "or", "but"].includes(this.tokens.peekWord(ahead) ?? "");
  }

  private isClauseNext(): boolean {
    const at = this.tokens.isSign(",") ? 1 : 0;
    const isJoint = ["and", "or"].includes(this.tokens.peekWord(at) ?? "");
    return isJoint && ["with", "without"].includes(this.tokens.peekWord(at + 1) ?? "");
  }

  private isListGoingOn(): boolean {
    return this.tokens.isSign(",") || this.isOperatorNext();
  }

  private refuseAfterNot(): never {
    return this.refuse({ code: "not-takes-one" }, this.tokens.span());
  }

  private refuseNext(): never {
    const token = this.tokens.peek();
    if (token.kind === "end") return this.refuse({ code: "operand-missing" }, this.tokens.span());
    const text = token.kind === "sign" ? token.sign : token.kind === "word" ? token.word : (token.name ?? "");
    return this.refuse({ code: "unexpected", text }, this.tokens.span());
  }

  private refuse(trouble: Unplaced<PredicateTextProblem>, span: TextSpan): never {
    throw new PredicateTextRefusal({ ...trouble, ...span });
  }
}

type Unplaced<Problem> = Problem extends unknown ? Omit<Problem, keyof TextSpan> : never;
