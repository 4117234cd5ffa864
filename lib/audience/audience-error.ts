import type { PredicateProblem } from "../domain/predicate";

/** A predicate that cannot be counted. Nobody is selected then, and nothing is shown as if it were everyone. */
export class AudienceError extends Error {
  override readonly name = "AudienceError";
  readonly code: "unknown-label" | "invalid-predicate";

  constructor(readonly problems: PredicateProblem[]) {
    super(`The predicate cannot be counted: ${problems.map((problem) => problem.code).join(", ")}`);
    const isOnlyUnknown = problems.every((problem) => problem.code === "unknown-label");
    this.code = isOnlyUnknown ? "unknown-label" : "invalid-predicate";
  }
}
