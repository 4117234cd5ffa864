/** `GET /page_message_tags`: the tags of the document, with its own words for them. */
export function listMessageTags(): { data: { tag: string; description: string }[] } {
  return {
    data: [
      {
        tag: "CONFIRMED_EVENT_UPDATE",
        description: "Send the user reminders or updates for an event they have registered for.",
      },
      { tag: "POST_PURCHASE_UPDATE", description: "Notify the user of an update on a recent purchase." },
      {
        tag: "ACCOUNT_UPDATE",
        description: "Notify the user of a non-recurring change to their application or account.",
      },
      { tag: "HUMAN_AGENT", description: "Allows human agents to respond to user inquiries." },
      { tag: "CUSTOMER_FEEDBACK", description: "Send the Customer Feedback Template within 7 days." },
    ],
  };
}
