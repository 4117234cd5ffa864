import type { FeedbackContent, MessageButton, MessageContent } from "../domain/message-content";
import type { GraphMessageContent } from "../graph/messages";

/** A message in the Graph's own words. Its placeholders are filled in already. */
export function toGraphContent(content: MessageContent): GraphMessageContent {
  switch (content.kind) {
    case "text":
      return { text: content.text };
    case "quick-replies":
      return {
        text: content.text,
        quickReplies: content.replies.map((title) => ({ contentType: "text", title, payload: title })),
      };
    case "buttons":
      return toTemplate({
        template_type: "button",
        text: content.text,
        buttons: content.buttons.map(toGraphButton),
      });
    case "cards":
      return toTemplate({
        template_type: "generic",
        elements: content.cards.map(({ title, subtitle, imageUrl, buttons }) => ({
          title,
          ...(subtitle === "" ? {} : { subtitle }),
          ...(imageUrl === "" ? {} : { image_url: imageUrl }),
          ...(buttons.length === 0 ? {} : { buttons: buttons.map(toGraphButton) }),
        })),
      });
    case "picture":
      return { attachment: { type: "image", payload: { url: content.url } } };
    case "feedback":
      return toTemplate(toFeedback(content));
  }
}

function toTemplate(payload: Record<string, unknown>): GraphMessageContent {
  return { attachment: { type: "template", payload } };
}

function toGraphButton(button: MessageButton): object {
  return button.kind === "link"
    ? { type: "web_url", title: button.title, url: button.url }
    : { type: "postback", title: button.title, payload: button.title };
}

/** One screen with one question, as the customer feedback template asks for. */
function toFeedback({ title, subtitle, buttonTitle, question, privacyUrl, expiresInDays }: FeedbackContent) {
  return {
    template_type: "customer_feedback",
    title,
    ...(subtitle === "" ? {} : { subtitle }),
    ...(buttonTitle === "" ? {} : { button_title: buttonTitle }),
    feedback_screens: [
      {
        questions: [
          {
            id: "question",
            type: question.type,
            ...(question.title === "" ? {} : { title: question.title }),
            ...(question.followUp === ""
              ? {}
              : { follow_up: { type: "free_form", placeholder: question.followUp } }),
          },
        ],
      },
    ],
    business_privacy: { url: privacyUrl },
    expires_in_days: expiresInDays,
  };
}
