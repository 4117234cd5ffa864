import { messages } from "../messages/catalogue";
import { getTranslator } from "../messages/translator";

type RowProblem = keyof typeof messages.csvImports.problem;

/** Why a line of a file cannot be used, in words. */
export function toRowProblemWords(stored: string): string {
  if (!(stored in messages.csvImports.problem)) return stored;
  return getTranslator("csvImports")(`problem.${stored as RowProblem}`);
}
