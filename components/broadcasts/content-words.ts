import { toContentProblem } from "@/lib/broadcasts/content-problem";
import { checkContent } from "@/lib/domain/message-check";
import type { MessageContent } from "@/lib/domain/message-content";
import { toWords } from "@/lib/problem-words";

/**
 * Until the server has looked at the real names, the longest possible one is assumed (Facebook allows 50
 * characters in a first name) and that somebody has none: what is fine here is fine for everyone.
 */
export const anyNames = { firstNameLengthMax: 50, someWithoutFirstName: true };

export type ErrorOf = (field: string) => string | undefined;

/** What is wrong at each field while somebody writes. What is only missing yet is told when they go on. */
export function readContentErrors(content: MessageContent): ErrorOf {
  const problems = checkContent(content, anyNames).filter(
    ({ code }) => code !== "empty" && code !== "too-few",
  );
  const words = new Map(problems.map((problem) => [problem.field, toWords(toContentProblem(problem))]));
  return (field) => words.get(field);
}

/** The first thing that keeps the message from being sent to anybody; undefined when nothing does. */
export function findContentTrouble(content: MessageContent): string | undefined {
  const [problem] = checkContent(content, { firstNameLengthMax: 0, someWithoutFirstName: false });
  return problem && toWords(toContentProblem(problem));
}
