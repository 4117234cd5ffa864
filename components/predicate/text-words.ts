"use client";

import { useTranslations } from "use-intl";
import type { PredicateTextProblem } from "@/lib/domain/predicate-text";

/** What is wrong with a typed sentence or query, in words. */
export function useTextProblemWords(): (problem: PredicateTextProblem) => string {
  const t = useTranslations("predicate.text.problem");
  return (problem) => {
    switch (problem.code) {
      case "empty":
        return t("empty");
      case "unexpected":
        return t("unexpected", { text: problem.text });
      case "operand-missing":
        return t("operandMissing");
      case "bracket-not-closed":
        return t("bracketNotClosed");
      case "quote-not-closed":
        return t("quoteNotClosed");
      case "id-missing":
        return t("idMissing");
      case "bad-escape":
        return t("badEscape", { text: problem.text });
      case "operator-as-word":
        return t("operatorAsWord", { word: problem.word, sign: problem.sign });
      case "name-needs-quotes":
        return t("nameNeedsQuotes", { name: problem.name });
      case "word-missing":
        return t("wordMissing", { expected: problem.expected.map((word) => `“${word}”`).join(", ") });
      case "mixed-and-or":
        return t("mixedAndOr");
      case "not-takes-one":
        return t("notTakesOne");
      case "unknown-label":
        return t("unknownLabel", { name: problem.name ?? problem.labelId ?? "" });
      case "shared-name":
        return t("sharedName", { name: problem.name, ids: problem.labelIds.join(", ") });
      case "name-differs":
        return t("nameDiffers", { name: problem.name, nameNow: problem.nameNow });
      case "too-many-nodes":
        return t("tooManyNodes", { max: problem.nodesMax });
      case "too-deep":
        return t("tooDeep", { max: problem.depthMax });
    }
  };
}
