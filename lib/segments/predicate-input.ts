import { AudienceError } from "../audience/audience-error";
import { checkPredicate, parsePredicate, type Predicate, type PredicateProblem } from "../domain/predicate";
import { decodePredicate } from "../domain/predicate-code";
import { listLabelIdsOfPage } from "../labels/data";
import { getTranslator } from "../messages/translator";
import type { PageId } from "../page-id";
import { Problem } from "../problem";

/** A predicate from the outside, checked against the Page's labels. Fails closed. @throws Problem "predicate-wrong" */
export async function readPredicate(pageId: PageId, input: unknown): Promise<Predicate> {
  const verdict = parsePredicate(input);
  if (!verdict.ok) throw toProblem(verdict.problems);
  return requireKnownLabels(pageId, verdict.predicate);
}

/** The same for a predicate that came in an address. @throws Problem "predicate-wrong" */
export async function readPredicateCode(pageId: PageId, code: string): Promise<Predicate> {
  const verdict = decodePredicate(code);
  if (!verdict.ok) throw toProblem(verdict.problems);
  return requireKnownLabels(pageId, verdict.predicate);
}

/**
 * Evaluates a predicate that came in an address. That its labels are the Page's is for the engine to know, which looks
 * anyway: asking the database as well would take longer than counting. @throws Problem "predicate-wrong"
 */
export async function evaluatePredicateCode<Value>(
  code: string,
  evaluate: (predicate: Predicate) => Promise<Value>,
): Promise<Value> {
  const verdict = decodePredicate(code);
  if (!verdict.ok) throw toProblem(verdict.problems);
  try {
    return await evaluate(verdict.predicate);
  } catch (error) {
    if (error instanceof AudienceError) throw toProblem(error.problems);
    throw error;
  }
}

async function requireKnownLabels(pageId: PageId, predicate: Predicate): Promise<Predicate> {
  const problems = checkPredicate(predicate, await listLabelIdsOfPage(pageId));
  if (problems.length > 0) throw toProblem(problems);
  return predicate;
}

function toProblem(problems: readonly PredicateProblem[]): Problem {
  return new Problem("predicate-wrong", {
    field: "predicate",
    values: { detail: toPredicateWords(problems[0]) },
  });
}

/** What is wrong with a predicate, in words. */
export function toPredicateWords(problem: PredicateProblem | undefined): string {
  const translate = getTranslator("predicateProblems");
  if (!problem) return translate("malformed");
  switch (problem.code) {
    case "empty-group":
      return translate("empty-group");
    case "unknown-label":
      return translate("unknown-label", { labelId: problem.labelId });
    case "too-many-nodes":
      return translate("too-many-nodes", { max: problem.nodesMax });
    case "too-deep":
      return translate("too-deep", { max: problem.depthMax });
    case "not-needs-one":
      return translate("not-needs-one", { values: problem.values });
    case "malformed":
      return translate("malformed");
  }
}
