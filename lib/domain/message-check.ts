import {
  contentLimits,
  type ContentLimit,
  type FeedbackContent,
  type MessageButton,
  type MessageCard,
  type MessageContent,
} from "./message-content";
import {
  checkMessageText,
  countCodePoints,
  fillMessageText,
  type AudienceNames,
  type MessageTextProblem,
} from "./message-text";

/** What is wrong with a message, and where: `field` is a path such as "cards.0.buttons.1.url". */
export type ContentProblem = { field: string } & (
  | MessageTextProblem
  | { code: "too-short"; lengthMin: number }
  | { code: "url" }
  | { code: "too-many"; count: number; countMax: number }
  | { code: "too-few" }
  | { code: "no-url-here" }
  | { code: "days" }
);

/** Everything that would keep this message from some customer of the audience. */
export function checkContent(content: MessageContent, names: AudienceNames): ContentProblem[] {
  const personal = (field: string, text: string, { max }: ContentLimit) =>
    checkMessageText(text, names, max).map((problem) => ({ field, ...problem }));
  switch (content.kind) {
    case "text":
      return personal("text", content.text, contentLimits.text);
    case "quick-replies":
      return [
        ...personal("text", content.text, contentLimits.text),
        ...checkCount("replies", content.replies.length, contentLimits.replies),
        ...content.replies.flatMap((title, at) =>
          checkWords(`replies.${at}`, title, contentLimits.replyTitle),
        ),
      ];
    case "buttons":
      return [
        ...personal("text", content.text, contentLimits.buttonText),
        ...checkCount("buttons", content.buttons.length, contentLimits.buttons),
        ...content.buttons.flatMap((button, at) => checkButton(`buttons.${at}`, button)),
      ];
    case "cards":
      return [
        ...checkCount("cards", content.cards.length, contentLimits.cards),
        ...content.cards.flatMap((card, at) => checkCard(`cards.${at}`, card, names)),
      ];
    case "picture":
      return checkUrl("url", content.url);
    case "feedback":
      return checkFeedback(content);
  }
}

function checkCard(field: string, card: MessageCard, names: AudienceNames): ContentProblem[] {
  const { title, subtitle, imageUrl, buttons } = card;
  const personal = (name: string, text: string, { max }: ContentLimit): ContentProblem[] =>
    checkMessageText(text, names, max).map((problem) => ({ field: `${field}.${name}`, ...problem }));
  return [
    ...personal("title", title, contentLimits.cardTitle),
    ...(subtitle === "" ? [] : personal("subtitle", subtitle, contentLimits.cardSubtitle)),
    ...(imageUrl === "" ? [] : checkUrl(`${field}.imageUrl`, imageUrl)),
    ...(buttons.length === 0 ? [] : checkCount(`${field}.buttons`, buttons.length, contentLimits.buttons)),
    ...buttons.flatMap((button, at) => checkButton(`${field}.buttons.${at}`, button)),
  ];
}

function checkButton(field: string, button: MessageButton): ContentProblem[] {
  const title = checkWords(`${field}.title`, button.title, contentLimits.buttonTitle);
  return button.kind === "link" ? [...title, ...checkUrl(`${field}.url`, button.url)] : title;
}

function checkFeedback({
  title,
  subtitle,
  buttonTitle,
  question,
  privacyUrl,
  expiresInDays,
}: FeedbackContent) {
  const optional = (field: string, text: string, limit: ContentLimit) =>
    text === "" ? [] : [...checkWords(field, text, limit), ...checkNoUrl(field, text)];
  const lengthMin = contentLimits.questionTitleMin.max;
  const isShort = question.title !== "" && countCodePoints(question.title) < lengthMin;
  const problems: ContentProblem[] = [
    ...checkWords("title", title, contentLimits.feedbackTitle),
    ...checkNoUrl("title", title),
    ...optional("subtitle", subtitle, contentLimits.feedbackSubtitle),
    ...optional("buttonTitle", buttonTitle, contentLimits.feedbackButton),
    ...optional("question.title", question.title, contentLimits.questionTitle),
    ...(isShort ? [{ field: "question.title", code: "too-short", lengthMin } as const] : []),
    ...optional("question.followUp", question.followUp, contentLimits.followUp),
    ...checkUrl("privacyUrl", privacyUrl),
  ];
  const isWhole = Number.isInteger(expiresInDays) && expiresInDays >= 1;
  if (!isWhole || expiresInDays > contentLimits.expiresInDays.max)
    problems.push({ field: "expiresInDays", code: "days" });
  return problems;
}

/** Words that are the same for everybody. */
function checkWords(field: string, text: string, { max }: ContentLimit): ContentProblem[] {
  const length = countCodePoints(text);
  if (text.trim() === "") return [{ field, code: "empty" }];
  return length > max ? [{ field, code: "too-long", length, lengthMax: max }] : [];
}

function checkNoUrl(field: string, text: string): ContentProblem[] {
  return /https?:\/\/|www\./i.test(text) ? [{ field, code: "no-url-here" }] : [];
}

function checkUrl(field: string, text: string): ContentProblem[] {
  if (text.trim() === "") return [{ field, code: "empty" }];
  const length = countCodePoints(text);
  const lengthMax = contentLimits.url.max;
  if (length > lengthMax) return [{ field, code: "too-long", length, lengthMax }];
  return isWebAddress(text) ? [] : [{ field, code: "url" }];
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/.]+\.[^\s]+$/.test(text) && URL.canParse(text);
}

function checkCount(field: string, count: number, { max }: ContentLimit): ContentProblem[] {
  if (count === 0) return [{ field, code: "too-few" }];
  return count > max ? [{ field, code: "too-many", count, countMax: max }] : [];
}

export type FilledContent = { ok: true; content: MessageContent } | { ok: false };

/** One customer's message, with their first name in it. */
export function fillContent(content: MessageContent, customer: { firstName: string | null }): FilledContent {
  const troubles: MessageTextProblem[] = [];
  const fill = (text: string, { max }: ContentLimit): string => {
    if (text === "") return text;
    const filled = fillMessageText(text, customer, max);
    if (filled.ok) return filled.text;
    troubles.push(filled.problem);
    return text;
  };
  const filled = fillWith(content, fill);
  return troubles.length === 0 ? { ok: true, content: filled } : { ok: false };
}

function fillWith(
  content: MessageContent,
  fill: (text: string, limit: ContentLimit) => string,
): MessageContent {
  switch (content.kind) {
    case "text":
    case "quick-replies":
      return { ...content, text: fill(content.text, contentLimits.text) };
    case "buttons":
      return { ...content, text: fill(content.text, contentLimits.buttonText) };
    case "cards":
      return {
        ...content,
        cards: content.cards.map((card) => ({
          ...card,
          title: fill(card.title, contentLimits.cardTitle),
          subtitle: fill(card.subtitle, contentLimits.cardSubtitle),
        })),
      };
    case "picture":
    case "feedback":
      return content;
  }
}
