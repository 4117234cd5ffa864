import type { Predicate } from "./predicate";
import { LabelNames, type NamedLabel } from "./predicate-label-names";
import type { PredicateTextReading, TextSpan } from "./predicate-text";
import { PredicateTextBuilder, PredicateTextRefusal, readPredicateText } from "./predicate-text";
import { isOneWord, listPredicateTokens, printLabel, quoteText } from "./predicate-token";
import type { PredicateToken } from "./predicate-token";

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
  return readPredicateText(() => {
    return new QueryReader(listPredicateTokens(text), new LabelNames(labels)).readWhole();
  });
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
  private at = 0;
  private readonly builder: PredicateTextBuilder;

  constructor(
    private readonly tokens: readonly PredicateToken[],
    private readonly names: LabelNames,
  ) {
    this.builder = new PredicateTextBuilder(names);
  }

  readWhole(): PredicateTextReading {
    if (this.tokens.length === 1) throw new PredicateTextRefusal({ code: "empty", offset: 0, length: 0 });
    const predicate = this.readAny();
    return this.next.kind === "end" ? this.builder.finish(predicate) : this.refuseNext();
  }

  private readAny(): Predicate {
    const { offset } = this.next;
    const isGroup = this.takeSign("|");
    const operands = [this.readAll()];
    while (this.takeSign("|")) operands.push(this.readAll());
    return this.build("OR", operands, isGroup, offset);
  }

  private readAll(): Predicate {
    const { offset } = this.next;
    const isGroup = this.takeSign("&");
    const operands = [this.readNot()];
    while (this.takeSign("&") || this.isOperandNext()) operands.push(this.readNot());
    return this.build("AND", operands, isGroup, offset);
  }

  private build(op: "AND" | "OR", operands: Predicate[], isGroup: boolean, offset: number): Predicate {
    const [only] = operands;
    if (only !== undefined && operands.length === 1 && !isGroup) return only;
    return this.builder.buildGroup(op, operands, this.spanFrom(offset));
  }

  private readNot(): Predicate {
    const offsets: number[] = [];
    for (let { offset } = this.next; this.takeSign("-"); { offset } = this.next) offsets.push(offset);
    let node = this.readOperand();
    for (const offset of offsets.toReversed()) node = this.builder.buildNot(node, this.spanFrom(offset));
    return node;
  }

  private readOperand(): Predicate {
    const token = this.next;
    const span = { offset: token.offset, length: token.length };
    if (token.kind === "word") return this.readWord(token.word, span);
    if (token.kind === "label") {
      this.at += 1;
      return this.builder.buildLabel(token.name, token.labelId, span);
    }
    if (!this.takeSign("(")) return this.refuseNext();
    return this.builder.inBrackets(span, () => {
      const inner = this.readAny();
      if (this.takeSign(")")) return inner;
      if (this.next.kind === "end") throw new PredicateTextRefusal({ code: "bracket-not-closed", ...span });
      return this.refuseNext();
    });
  }

  private readWord(word: string, span: TextSpan): Predicate {
    const sign = signOfWord.get(word.toLowerCase());
    if (sign !== undefined && !this.names.resolve(word, null).ok) {
      throw new PredicateTextRefusal({ code: "operator-as-word", word, sign, ...span });
    }
    this.at += 1;
    return this.builder.buildLabel(word, null, span);
  }

  private isOperandNext(): boolean {
    const { next } = this;
    if (next.kind === "sign") return next.sign === "(" || next.sign === "-";
    return next.kind !== "end";
  }

  private takeSign(sign: string): boolean {
    if (this.next.kind !== "sign" || this.next.sign !== sign) return false;
    this.at += 1;
    return true;
  }

  private refuseNext(): never {
    const token = this.next;
    const span = { offset: token.offset, length: token.length };
    const isMissing = token.kind === "end" || (token.kind === "sign" && ")|&".includes(token.sign));
    const before = this.tokens[this.at - 1];
    const isAfterOperand =
      before?.kind === "label" || before?.kind === "word" || (before?.kind === "sign" && before.sign === ")");
    if (isMissing && !isAfterOperand) throw new PredicateTextRefusal({ code: "operand-missing", ...span });
    const text = token.kind === "sign" ? token.sign : "";
    throw new PredicateTextRefusal({ code: "unexpected", text, ...span });
  }

  private get next(): PredicateToken {
    return this.tokens[this.at] ?? this.tokens.at(-1)!;
  }

  /** From where a block began to the end of what was read last. */
  private spanFrom(offset: number): TextSpan {
    const last = this.tokens[this.at - 1];
    return { offset, length: last === undefined ? 0 : last.offset + last.length - offset };
  }
}
