import type problems from "./messages/en/problems.json";

export type ProblemCode = keyof typeof problems;

/** Trouble that a person can act on: a code with words in the catalogue, the field it concerns, its numbers. */
export class Problem extends Error {
  override name = "Problem";
  readonly code: ProblemCode;
  readonly field: string | undefined;
  readonly values: Record<string, string | number>;
  readonly retryable: boolean;

  constructor(
    code: ProblemCode,
    details: {
      field?: string;
      values?: Record<string, string | number>;
      retryable?: boolean;
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: details.cause });
    this.code = code;
    this.field = details.field;
    this.values = details.values ?? {};
    this.retryable = details.retryable ?? false;
  }
}
