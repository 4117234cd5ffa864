import * as z from "zod/mini";
import { parsePredicate, type Predicate } from "./predicate";

/** zod's door for routes, actions and what is stored: same verdict as `parsePredicate`, paths kept in each issue's params. */
export const predicateSchema = z.pipe(
  z.unknown(),
  z.transform((input, context): Predicate => {
    const verdict = parsePredicate(input);
    if (verdict.ok) return verdict.predicate;
    for (const problem of verdict.problems) {
      context.issues.push({ code: "custom", message: problem.code, params: problem, input });
    }
    return z.NEVER;
  }),
);
