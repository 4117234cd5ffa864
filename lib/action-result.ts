/** What a server action answers: it never throws for trouble that a person can act on. */
export type ActionResult<Value> = { ok: true; value: Value } | ActionFailure;

export interface ActionFailure {
  ok: false;
  /** Stable, for code; e.g. "label-name-empty". */
  code: string;
  /** In words, with what to do next. */
  message: string;
  /** The input that it concerns, when it concerns one. */
  field?: string;
  retryable?: boolean;
}
