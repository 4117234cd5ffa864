import type { LenientEntry, LenientProblem, LenientValue } from "./lenient-json";
import { readLenientJson } from "./lenient-json";
import type { Predicate } from "./predicate";
import { labelIdLengthMax, predicateDepthMax, predicateNodesMax } from "./predicate";

/** Where (an offset into the text, in UTF-16 units) and what. */
export type TargetingProblem = { offset: number } & (
  | { code: LenientProblem["code"] }
  | { code: "no-predicate" | "two-audiences" | "values-missing" | "operator-missing" | "not-a-label-id" }
  | { code: "unknown-operator"; operator: string }
  | { code: "unknown-label"; labelId: string }
  | { code: "unknown-key"; key: string }
  | { code: "empty-group"; operator: "AND" | "OR" }
  | { code: "not-needs-one"; values: number }
  | { code: "too-many-nodes"; nodesMax: number }
  | { code: "placeholder"; placeholder: TargetingPlaceholder }
);

/** Something like `<UNDER_25_CUSTOMERS_LABEL_ID>` to be asked for. A name used again may mean another label: `key` differs. */
export type TargetingPlaceholder = { key: string; name: string; asksFor: "label" | "operator" };

export type TargetingReading =
  | { ok: true; predicate: Predicate }
  | { ok: false; problems: TargetingProblem[]; placeholders: TargetingPlaceholder[] };

/**
 * Text to tree, same order. Reads a whole request body or curl command, `"targeting": …` with or without outer
 * braces, a bare `{"operator", "values"}`, `"custom_label_id": …` or one label id. `answers` fills placeholders by
 * their key, with a label id or an operator. With `knownLabelIds`, any other label is refused where it stands: a tree
 * with a label of another Page in it could not be shown. Never throws.
 */
export function parseTargeting(
  text: string,
  answers: ReadonlyMap<string, string> = new Map(),
  knownLabelIds?: ReadonlySet<string>,
): TargetingReading {
  const body = findCurlBody(text);
  const reading = readLenientJson(body.text);
  if (!reading.ok) {
    const { code, offset } = reading.problem;
    return { ok: false, problems: [{ code, offset: offset + body.offset }], placeholders: [] };
  }
  const builder = new PredicateBuilder(answers, knownLabelIds);
  const predicate = builder.buildAudience(reading.value);
  if (predicate !== null && builder.problems.length === 0) return { ok: true, predicate };
  const problems = builder.problems.map((problem) => ({ ...problem, offset: problem.offset + body.offset }));
  return { ok: false, problems, placeholders: builder.placeholders };
}

/** Line and column of an offset, both from 1, for saying where. */
export function toTextPosition(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The samples of the platform document pass their JSON between single quotes behind `-d`. */
function findCurlBody(text: string): { text: string; offset: number } {
  const match = /^\s*(?:\$\s*)?curl\b[^']*?(?:-d|--data(?:-raw|-binary)?|--json)\s*'/.exec(text);
  const end = text.lastIndexOf("'");
  if (match === null || end < match[0].length) return { text, offset: 0 };
  return { text: text.slice(match[0].length, end), offset: match[0].length };
}

class PredicateBuilder {
  readonly problems: TargetingProblem[] = [];
  readonly placeholders: TargetingPlaceholder[] = [];
  private nodes = 0;

  constructor(
    private readonly answers: ReadonlyMap<string, string>,
    private readonly knownLabelIds: ReadonlySet<string> | undefined,
  ) {}

  /** Finds the predicate in whatever surrounds it. */
  buildAudience(value: LenientValue): Predicate | null {
    if (value.kind !== "object") return this.buildNode(value, 1);
    const targeting = findEntry(value.entries, "targeting");
    const labelId = findEntry(value.entries, "custom_label_id");
    if (targeting && labelId) return this.refuse({ code: "two-audiences", offset: labelId.offset });
    if (labelId) return this.buildNode(labelId.value, 1);
    if (targeting) return this.buildTargeting(targeting.value);
    if (findEntry(value.entries, "labels")) return this.buildTargeting(value);
    return this.buildNode(value, 1);
  }

  /** A key beside `labels` would narrow the audience in a way that we cannot count, so it is refused. */
  private buildTargeting(value: LenientValue): Predicate | null {
    if (value.kind !== "object") return this.refuse({ code: "no-predicate", offset: value.offset });
    const foreign = value.entries.find(({ key }) => key !== "labels");
    if (foreign) this.refuse({ code: "unknown-key", key: foreign.key, offset: foreign.offset });
    const labels = findEntry(value.entries, "labels");
    return labels
      ? this.buildNode(labels.value, 1)
      : this.refuse({ code: "no-predicate", offset: value.offset });
  }

  private buildNode(value: LenientValue, depth: number): Predicate | null {
    const { offset } = value;
    this.nodes += 1;
    if (this.nodes === predicateNodesMax + 1) {
      this.refuse({ code: "too-many-nodes", nodesMax: predicateNodesMax, offset });
    }
    if (depth > predicateDepthMax) return this.refuse({ code: "too-deep", offset });
    if (value.kind === "object") return this.buildGroup(value, depth);
    const labelId = this.readLabelId(value);
    return labelId === null ? null : { op: "LABEL", labelId };
  }

  private buildGroup(value: LenientValue & { kind: "object" }, depth: number): Predicate | null {
    const { offset, entries } = value;
    const operator = findEntry(entries, "operator");
    const values = findEntry(entries, "values");
    if (!operator && !values) return this.refuse({ code: "no-predicate", offset });
    for (const { key, offset: place } of entries) {
      if (key !== "operator" && key !== "values") this.refuse({ code: "unknown-key", key, offset: place });
    }
    const op = operator
      ? this.readOperator(operator.value)
      : this.refuse({ code: "operator-missing", offset });
    if (values?.value.kind !== "array") {
      return this.refuse({ code: "values-missing", offset: values?.value.offset ?? offset });
    }
    const { items } = values.value;
    const operands = items
      .map((item) => this.buildNode(item, depth + 1))
      .filter((operand) => operand !== null);
    if (op === null) return null;
    if (op !== "NOT" && items.length === 0) return this.refuse({ code: "empty-group", operator: op, offset });
    if (op === "NOT" && items.length !== 1) {
      return this.refuse({ code: "not-needs-one", values: items.length, offset: values.value.offset });
    }
    if (operands.length !== items.length) return null;
    const [operand] = operands;
    if (op !== "NOT") return { op, operands };
    return operand === undefined ? null : { op, operand };
  }

  private readOperator(value: LenientValue): "AND" | "OR" | "NOT" | null {
    const text = this.answer(value, "operator");
    if (text === null) return null;
    if (text === "AND" || text === "OR" || text === "NOT") return text;
    return this.refuse({ code: "unknown-operator", operator: text, offset: value.offset });
  }

  /** Strings and whole numbers alike, digit for digit. */
  private readLabelId(value: LenientValue): string | null {
    const text = this.answer(value, "label");
    if (text === null) return null;
    const isId = value.kind === "number" ? /^[0-9]+$/.test(text) : text !== "";
    if (!isId || text.length > labelIdLengthMax || value.kind === "word") {
      return this.refuse({ code: "not-a-label-id", offset: value.offset });
    }
    if (this.knownLabelIds?.has(text) === false) {
      return this.refuse({ code: "unknown-label", labelId: text, offset: value.offset });
    }
    return text;
  }

  /** The text of a value, or what was answered for it. A quoted placeholder is one too. */
  private answer(value: LenientValue, asksFor: TargetingPlaceholder["asksFor"]): string | null {
    if (value.kind === "object" || value.kind === "array") {
      return this.refuse({
        code: asksFor === "label" ? "not-a-label-id" : "operator-missing",
        offset: value.offset,
      });
    }
    const quoted = value.kind === "string" ? /^<([^<>]+)>$/.exec(value.text)?.[1] : undefined;
    const name = value.kind === "placeholder" ? value.text : quoted?.trim();
    if (name === undefined) return value.text;
    const before = this.placeholders.filter((placeholder) => placeholder.name === name).length;
    const placeholder: TargetingPlaceholder = {
      key: before === 0 ? name : `${name}#${before + 1}`,
      name,
      asksFor,
    };
    this.placeholders.push(placeholder);
    return (
      this.answers.get(placeholder.key) ??
      this.refuse({ code: "placeholder", placeholder, offset: value.offset })
    );
  }

  private refuse(problem: TargetingProblem): null {
    this.problems.push(problem);
    return null;
  }
}

function findEntry(entries: LenientEntry[], key: string): LenientEntry | undefined {
  return entries.find((entry) => entry.key === key);
}
