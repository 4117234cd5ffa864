/** Requests that are nearly right; `PAGE`, `LABEL` and `PSID` stand for what the emulator has. */
export interface PlausibleRequest {
  method: string;
  path: string;
  parameters: Record<string, unknown>;
}

const predicate = { operator: "OR", values: ["LABEL", { operator: "NOT", values: ["LABEL"] }] };
const message = { recipient: { id: "PSID" }, message: { text: "Hello" }, messaging_type: "UPDATE" };
const button = { type: "postback", title: "Go", payload: "GO" };
const template = { template_type: "button", text: "Shall we?", buttons: [button] };

export const plausibleRequests: readonly PlausibleRequest[] = [
  { method: "GET", path: "/v26.0/PAGE/custom_labels", parameters: { fields: "page_label_name", limit: 2 } },
  { method: "GET", path: "/v2.11/me/custom_labels", parameters: { fields: "name" } },
  { method: "POST", path: "/v26.0/PAGE/custom_labels", parameters: { page_label_name: "Fuzz" } },
  { method: "POST", path: "/v2.11/me/custom_labels", parameters: { name: "Fuzz" } },
  { method: "GET", path: "/v26.0/LABEL", parameters: { fields: "page_label_name" } },
  { method: "POST", path: "/v26.0/LABEL/label", parameters: { user: "PSID" } },
  { method: "DELETE", path: "/v26.0/LABEL/label", parameters: { user: "PSID" } },
  { method: "GET", path: "/v26.0/PSID/custom_labels", parameters: { fields: "page_label_name" } },
  { method: "GET", path: "/v26.0/PSID", parameters: { fields: "first_name,last_name,profile_pic" } },
  {
    method: "GET",
    path: "/v26.0/PAGE/conversations",
    parameters: {
      fields: "id,participants,messages.limit(2){id,from,message}",
      limit: 5,
      platform: "messenger",
    },
  },
  { method: "GET", path: "/v26.0/t_10PSID/messages", parameters: { fields: "id,message,created_time" } },
  { method: "POST", path: "/v26.0/PAGE/messages", parameters: message },
  {
    method: "POST",
    path: "/me/messages",
    parameters: { ...message, messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" },
  },
  {
    method: "POST",
    path: "/v26.0/me/messages",
    parameters: { ...message, message: { attachment: { type: "template", payload: template } } },
  },
  {
    method: "POST",
    path: "/v26.0/me/messages",
    parameters: { recipient: { id: "PSID" }, sender_action: "typing_on" },
  },
  {
    method: "POST",
    path: "/v26.0/PAGE/subscribed_apps",
    parameters: { subscribed_fields: "messages,inbox_labels" },
  },
  { method: "POST", path: "/v2.11/me/message_creatives", parameters: { messages: [{ text: "Hello" }] } },
  {
    method: "POST",
    path: "/v2.11/me/broadcast_messages",
    parameters: {
      message_creative_id: 938471001,
      targeting: { labels: predicate },
      schedule_time: "2033-01-01T00:00:00Z",
    },
  },
  {
    method: "POST",
    path: "/v2.11/me/broadcast_reach_estimations",
    parameters: { targeting: { labels: predicate } },
  },
  { method: "GET", path: "/v2.11/827", parameters: { fields: "scheduled_time,status" } },
  { method: "POST", path: "/v2.11/827", parameters: { operation: "cancel" } },
  { method: "GET", path: "/v2.11/827/insights/messages_sent", parameters: {} },
  {
    method: "POST",
    path: "/v26.0/PAGE/message_templates",
    parameters: { name: "fuzz", language: "en", components: [] },
  },
  {
    method: "POST",
    path: "/v26.0/me/message_attachments",
    parameters: {
      message: {
        attachment: { type: "image", payload: { url: "https://shop.example/a.png", is_reusable: true } },
      },
    },
  },
  {
    method: "POST",
    path: "/v26.0/me/personas",
    parameters: { name: "Ada", profile_picture_url: "https://shop.example/a.png" },
  },
  { method: "GET", path: "/v26.0/me/accounts", parameters: { fields: "id,name,access_token" } },
  { method: "GET", path: "/debug_token", parameters: { input_token: "page-token-northwind" } },
  {
    method: "POST",
    path: "/v26.0/oauth/access_token",
    parameters: {
      grant_type: "fb_exchange_token",
      client_id: "900100200300400",
      client_secret: "emulator-app-secret",
      fb_exchange_token: "user-token-admin",
    },
  },
  {
    method: "POST",
    path: "/v26.0/900100200300400/subscriptions",
    parameters: {
      object: "page",
      callback_url: "http://product.test/",
      verify_token: "v",
      fields: "messages",
    },
  },
  {
    method: "POST",
    path: "/v26.0/",
    parameters: {
      batch: [
        { method: "GET", relative_url: "PSID/custom_labels" },
        { method: "GET", relative_url: "me" },
      ],
    },
  },
];
