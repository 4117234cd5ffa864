import type { ContentProblem } from "../domain/message-check";
import { messages } from "../messages/catalogue";
import { getTranslator } from "../messages/translator";
import { Problem } from "../problem";

type Place = keyof (typeof messages)["messagePlaces"];

/** A problem of a message in words that name its place: a blocker is read far away from the field. */
export function toContentProblem(trouble: ContentProblem): Problem {
  const place = toPlace(trouble.field);
  const field = `content.${trouble.field}`;
  const problem = (code: Problem["code"], values: Record<string, string | number> = {}) =>
    new Problem(code, { field, values: { place, ...values } });
  switch (trouble.code) {
    case "empty":
      return problem("message-empty");
    case "too-long":
      return problem("message-too-long", { length: trouble.length, max: trouble.lengthMax });
    case "unknown-placeholder":
      return problem("message-placeholder", { name: trouble.name });
    case "fallback-missing":
      return problem("message-fallback");
    case "too-short":
      return problem("message-too-short", { min: trouble.lengthMin });
    case "url":
      return problem("message-url");
    case "too-many":
      return problem("message-too-many", { count: trouble.count, max: trouble.countMax });
    case "too-few":
      return problem("message-too-few");
    case "no-url-here":
      return problem("message-no-url");
    case "days":
      return problem("message-days");
  }
}

/** "cards.0.buttons.1.url" is "cards-buttons-url" in the catalogue. */
function toPlace(field: string): string {
  const key = field
    .split(".")
    .filter((part) => !/^\d+$/.test(part))
    .join("-");
  const translate = getTranslator("messagePlaces");
  return key in messages.messagePlaces ? translate(key as Place) : field;
}
