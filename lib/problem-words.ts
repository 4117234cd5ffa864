import type { ActionFailure } from "./action-result";
import { getTranslator } from "./messages/translator";
import type { Problem } from "./problem";

/** A problem as it is shown: its words from the catalogue, with its numbers filled in. */
export function toFailure(problem: Problem): ActionFailure {
  return {
    ok: false,
    code: problem.code,
    message: toWords(problem),
    field: problem.field,
    retryable: problem.retryable,
  };
}

export function toWords(problem: Problem): string {
  const translate = getTranslator("problems");
  return translate(problem.code, problem.values as never);
}
