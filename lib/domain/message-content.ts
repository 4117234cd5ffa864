/** What a message is. Drafts may be unfinished: what is missing or too long is told by `checkContent`. */
export type MessageContent =
  | { kind: "text"; text: string }
  | { kind: "quick-replies"; text: string; replies: string[] }
  | { kind: "buttons"; text: string; buttons: MessageButton[] }
  | { kind: "cards"; cards: MessageCard[] }
  | { kind: "picture"; url: string }
  | FeedbackContent;

export type ContentKind = MessageContent["kind"];

export type MessageButton =
  /** Opens an address. */
  | { kind: "link"; title: string; url: string }
  /** Sends its title back to the Page, which opens the standard window. */
  | { kind: "answer"; title: string };

/** Types and not interfaces: only those can be kept as JSON. */
export type MessageCard = {
  title: string;
  subtitle: string;
  imageUrl: string;
  buttons: MessageButton[];
};

export type FeedbackContent = {
  kind: "feedback";
  title: string;
  subtitle: string;
  buttonTitle: string;
  /** csat: one to five · nps: zero to ten · ces: one to seven. */
  question: { type: "csat" | "nps" | "ces"; title: string; followUp: string };
  privacyUrl: string;
  expiresInDays: number;
};

export const contentKinds = ["text", "quick-replies", "buttons", "cards", "picture", "feedback"] as const;

/** `platform`: Meta's documents say so. `ours`: they do not, as far as we know, so the limit is our own caution. */
export interface ContentLimit {
  max: number;
  basis: "platform" | "ours";
}

const platform = (max: number): ContentLimit => ({ max, basis: "platform" });
const ours = (max: number): ContentLimit => ({ max, basis: "ours" });

/**
 * Lengths in code points. Sources: Send API reference (a text has fewer than 2,000 characters), button template,
 * customer feedback template (Messenger documents of 2026).
 */
export const contentLimits = {
  text: platform(1_999),
  buttonText: platform(640),
  buttons: platform(3),
  buttonTitle: ours(20),
  replies: ours(13),
  replyTitle: ours(20),
  cards: ours(10),
  cardTitle: ours(80),
  cardSubtitle: ours(80),
  url: ours(2_000),
  feedbackTitle: platform(65),
  feedbackSubtitle: platform(80),
  feedbackButton: platform(20),
  questionTitle: platform(85),
  questionTitleMin: platform(5),
  followUp: platform(65),
  expiresInDays: platform(7),
} as const;

/** An unfinished message of this kind. What can be taken over from `before` is. */
export function startContent(kind: ContentKind, before?: MessageContent): MessageContent {
  const text = before !== undefined && "text" in before ? before.text : "";
  switch (kind) {
    case "text":
      return { kind, text };
    case "quick-replies":
      return { kind, text, replies: [""] };
    case "buttons":
      return { kind, text, buttons: [{ kind: "link", title: "", url: "" }] };
    case "cards":
      return { kind, cards: [startCard()] };
    case "picture":
      return { kind, url: "" };
    case "feedback":
      return {
        kind,
        title: "",
        subtitle: "",
        buttonTitle: "",
        question: { type: "csat", title: "", followUp: "" },
        privacyUrl: "",
        expiresInDays: 1,
      };
  }
}

export function startCard(): MessageCard {
  return { title: "", subtitle: "", imageUrl: "", buttons: [] };
}

/** One line that stands for the message in a list. */
export function summarizeContent(content: MessageContent): string {
  switch (content.kind) {
    case "text":
    case "quick-replies":
    case "buttons":
      return content.text;
    case "cards":
      return content.cards.map(({ title }) => title).join(" · ");
    case "picture":
      return content.url;
    case "feedback":
      return content.title;
  }
}

/** All words of the message that a customer reads. */
export function listContentWords(content: MessageContent): string[] {
  const titles = (buttons: readonly MessageButton[]) => buttons.map(({ title }) => title);
  switch (content.kind) {
    case "text":
      return [content.text];
    case "quick-replies":
      return [content.text, ...content.replies];
    case "buttons":
      return [content.text, ...titles(content.buttons)];
    case "cards":
      return content.cards.flatMap(({ title, subtitle, buttons }) => [title, subtitle, ...titles(buttons)]);
    case "picture":
      return [];
    case "feedback":
      return [content.title, content.subtitle, content.buttonTitle, content.question.title];
  }
}
