import type { Predicate } from "./predicate";
import { LabelNames, type NamedLabel } from "./predicate-label-names";
import type { PredicateTextReading, TextSpan } from "./predicate-text";
import { PredicateTextBuilder, PredicateTextRefusal, readPredicateText } from "./predicate-text";
import { isOneWord, listPredicateTokens, printLabel, quoteText, TokenCursor } from "./predicate-token";

/**
 * A predicate as one line to type: `"Over 50" | (California "Under 25" -Churned)`.
 *
 *     any   = ["|"] all { "|" all }      OR when there are several, or a "|" comes first
 *     all   = ["&"] not { ["&"] not }    AND when there are several, or an "&" comes first
 *     not   = "-" not | "(" any ")" | label
 *     label = word | "name" | word#id | "name"#id | #id
 *
 * Brackets never flatten: `(A B) C` holds a group in a group. A leading sign keeps a group of one: `(& A)`. So every
 * tree has a text that gives it back. Two labels of one name are told apart by their ids.
 */
export function printQuery(predicate: Predicate, labels: readonly NamedLabel[]): string {
  const names = new LabelNames(labels);
  const print = (node: Predicate, isRoot: boolean): string => {
    switch (node.op) {
      case "LABEL":
        return printLabel(node.labelId, names, quoteWhereNeeded);
      case "NOT":
        return `-${print(node.operand, false)}`;
      case "AND":
      case "OR": {
        const operands = node.operands.map((operand) => print(operand, false));
        const leading = operands.length > 1 ? "" : node.op === "AND" ? "& " : "| ";
        const inner = leading + operands.join(node.op === "AND" ? " " : " | ");
        return isRoot ? inner : `(${inner})`;
      }
    }
  };
  return print(predicate, true);
}

/** Text to tree. Labels that are not in `labels`, or not told apart, are refused where they stand. Never throws. */
export function parseQuery(text: string, labels: readonly NamedLabel[]): PredicateTextReading {
  return readPredicateText(() => new QueryReader(text, new LabelNames(labels)).readWhole());
}

const signOfWord = new Map<string, "&" | "|" | "-">([
  ["and", "&"],
  ["or", "|"],
  ["not", "-"],
]);

function quoteWhereNeeded(name: string): string {
  return isOneWord(name) && !signOfWord.has(name.toLowerCase()) ? name : quoteText(name);
}

class QueryReader {
  private readonly tokens: TokenCursor;
  private readonly builder: PredicateTextBuilder;

  constructor(
    text: string,
    private readonly names: LabelNames,
  ) {
    this.tokens = new TokenCursor(listPredicateTokens(text));
    this.builder = new PredicateTextBuilder(names);
  }

  readWhole(): PredicateTextReading {
    if (this.tokens.isEmpty) throw new PredicateTextRefusal({ code: "empty", offset: 0, length: 0 });
    const predicate = this.readAny();
    return this.tokens.peek().kind === "end" ? this.builder.finish(predicate) : this.refuseNext();
  }

  private readAny(): Predicate {
    const { offset } = this.tokens.peek();
    const isGroup = this.tokens.takeSign("|");
    const operands = [this.readAll()];
    while (this.tokens.takeSign("|")) operands.push(this.readAll());
    return this.build("OR", operands, isGroup, offset);
  }

  private readAll(): Predicate {
    const { offset } = this.tokens.peek();
    const isGroup = this.tokens.takeSign("&");
    const operands = [this.readNot()];
    while (this.tokens.takeSign("&") || this.isOperandNext()) operands.push(this.readNot());
    return this.build("AND", operands, isGroup, offset);
  }

  private build(op: "AND" | "OR", operands: Predicate[], isGroup: boolean, offset: number): Predicate {
    const [only] = operands;
    if (only !== undefined && operands.length === 1 && !isGroup) return only;
    return this.builder.buildGroup(op, operands, this.tokens.spanFrom(offset));
  }

  private readNot(): Predicate {
    const offsets: number[] = [];
    for (let { offset } = this.tokens.peek(); this.tokens.takeSign("-"); { offset } = this.tokens.peek()) {
      offsets.push(offset);
    }
    let node = this.readOperand();
    for (const offset of offsets.toReversed()) {
      node = this.builder.buildNot(node, this.tokens.spanFrom(offset));
    }
    return node;
  }

  private readOperand(): Predicate {
    const token = this.tokens.peek();
    const span = this.tokens.span();
    if (token.kind === "word") return this.readWord(token.word, span);
    if (token.kind === "label") {
      this.tokens.skip();
      return this.builder.buildLabel(token.name, token.labelId, span);
    }
    if (!this.tokens.takeSign("(")) return this.refuseNext();
    return this.builder.inBrackets(span, () => {
      const inner = this.readAny();
      if (this.tokens.takeSign(")")) return inner;
      if (this.tokens.peek().kind !== "end") return this.refuseNext();
      throw new PredicateTextRefusal({ code: "bracket-not-closed", ...span });
    });
  }

  private readWord(word: string, span: TextSpan): Predicate {
    const sign = signOfWord.get(word.toLowerCase());
    if (sign !== undefined && !this.names.resolve(word, null).ok) {
      throw new PredicateTextRefusal({ code: "operator-as-word", word, sign, ...span });
    }
    this.tokens.skip();
    return this.builder.buildLabel(word, null, span);
  }

  private isOperandNext(): boolean {
    const { kind } = this.tokens.peek();
    return kind === "label" || kind === "word" || this.tokens.isSign("(") || this.tokens.isSign("-");
  }

  private refuseNext(): never {
    const token = this.tokens.peek();
    const before = this.tokens.previous();
    const isAfterOperand = before !== null && (before.kind !== "sign" || before.sign === ")");
    const text = token.kind === "sign" ? token.sign : "";
    const isMissing = token.kind === "end" || ")|&".includes(text);
    throw new PredicateTextRefusal(
      isMissing && !isAfterOperand
        ? { code: "operand-missing", ...this.tokens.span() }
        : { code: "unexpected", text, ...this.tokens.span() },
    );
  }
}
