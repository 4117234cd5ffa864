"use client";

import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { DraftProblem } from "@/lib/domain/predicate-draft";

/** A problem of the draft in words that say what to do. The same function each time. */
export function useProblemWords(): (problem: DraftProblem) => string {
  const t = useTranslations("predicateProblems");
  const tDraft = useTranslations("predicate.problem");
  return useCallback(
    (problem) => {
      switch (problem.code) {
        case "empty-group":
          return tDraft("emptyGroup");
        case "unknown-label":
          return t("unknown-label", { labelId: problem.labelId });
        case "too-many-nodes":
          return t("too-many-nodes", { max: problem.nodesMax });
        case "too-deep":
          return t("too-deep", { max: problem.depthMax });
        case "not-needs-one":
          return t("not-needs-one", { values: problem.values });
        case "malformed":
          return t("malformed");
        case "muted":
          return tDraft("muted");
      }
    },
    [t, tDraft],
  );
}
