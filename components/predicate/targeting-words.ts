"use client";

import { useTranslations } from "use-intl";
import type { TargetingProblem } from "@/lib/domain/predicate-targeting-reader";

/** What is wrong with pasted Messenger JSON, in words. */
export function useTargetingProblemWords(): (problem: TargetingProblem) => string {
  const t = useTranslations("predicate.json.problem");
  return (problem) => {
    switch (problem.code) {
      case "no-predicate":
        return t("noPredicate");
      case "two-audiences":
        return t("twoAudiences");
      case "values-missing":
        return t("valuesMissing");
      case "operator-missing":
        return t("operatorMissing");
      case "not-a-label-id":
        return t("notALabelId");
      case "unknown-operator":
        return t("unknownOperator", { operator: problem.operator });
      case "unknown-label":
        return t("unknownLabel", { labelId: problem.labelId });
      case "unknown-key":
        return t("unknownKey", { key: problem.key });
      case "empty-group":
        return t("emptyGroup");
      case "not-needs-one":
        return t("notNeedsOne", { count: problem.values });
      case "too-many-nodes":
        return t("tooManyNodes", { max: problem.nodesMax });
      case "placeholder":
        return t("placeholder", { name: problem.placeholder.name });
      case "unexpected-text":
        return t("unexpectedText");
      case "unexpected-end":
        return t("unexpectedEnd");
      case "ellipsis":
        return t("ellipsis");
      case "duplicate-key":
        return t("duplicateKey");
      case "too-deep":
        return t("tooDeep");
    }
  };
}
