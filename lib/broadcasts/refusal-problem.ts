import type { SendDecision } from "../domain/messaging-policy";
import { getTranslator } from "../messages/translator";
import { Problem } from "../problem";
import { toReasonWords } from "./delivery-reason";

/** Why the policy refuses a message, and what can be used instead, in words. */
export function toRefusalProblem({ reason, instead }: Extract<SendDecision, { allowed: false }>): Problem {
  const translate = getTranslator("policy");
  const values = {
    reason: toReasonWords(reason),
    instead: instead.map((what) => translate(`instead.${what}`)).join(" "),
  };
  return new Problem("policy-refused", { field: "tag", values });
}
