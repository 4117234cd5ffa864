import { Hono } from "hono";
import { z } from "zod";
import {
  addCustomer,
  blockPage,
  giveFeedback,
  reactToMessage,
  readMessages,
  tapButton,
  writeMessage,
} from "../actions/customer-actions";
import { changeAssignment } from "../actions/label-actions";
import { becomeReachable, followLink } from "../actions/side-ways";
import type { EmulatorContext } from "../context";
import type { Page } from "../state/page";
import { ControlRefusal, readBody } from "./refusal";
import { describePage } from "./seed-control";

/** What a Page's customers and agents do, and where its webhooks go. Mounted at `/_emulator/pages`. */
export function pageControls(context: EmulatorContext): Hono {
  const controls = new Hono();
  const requirePage = (pageId: string): Page => {
    const page = context.world.pages.get(pageId);
    if (!page) throw new ControlRefusal(404, `There is no Page ${pageId}.`);
    return page;
  };
  controls.get("/", (http) => http.json([...context.world.pages.values()].map(describePage)));
  controls.get("/:id", (http) => http.json(describePage(requirePage(http.req.param("id")))));
  controls.post("/:id/customers", async (http) => {
    const page = requirePage(http.req.param("id"));
    const { name, text } = await readBody(http, newCustomerSchema);
    return http.json({ psid: addCustomer(context, page, name, text) });
  });
  controls.post("/:id/customers/:psid/:action", async (http) => {
    const page = requirePage(http.req.param("id"));
    const index = requireCustomer(page, http.req.param("psid"));
    const input = await readBody(http, actionSchema);
    const action = actionNameSchema.safeParse(http.req.param("action"));
    if (!action.success)
      throw new ControlRefusal(404, `Customers can ${actionNameSchema.options.join(", ")}.`);
    const id = act(context, page, index, action.data, input);
    return http.json({ success: true, ...(id === null ? {} : { [idNames[action.data] ?? "mid"]: id }) });
  });
  controls.post("/:id/inbox-labels", async (http) => {
    const page = requirePage(http.req.param("id"));
    const { psid, labelId, action } = await readBody(http, inboxLabelSchema);
    const label = page.labels.get(labelId);
    if (!label) throw new ControlRefusal(404, `Page ${page.id} has no label ${labelId}.`);
    const changed = changeAssignment(context, page, label, requireCustomer(page, psid), action, "inbox");
    return http.json({ success: true, changed });
  });
  controls.post("/:id/callback", async (http) => {
    const page = requirePage(http.req.param("id"));
    const { url } = await readBody(http, z.object({ url: z.url().nullable() }));
    context.world.commit({ type: "page-callback-set", pageId: page.id, url });
    return http.json({ success: true });
  });
  return controls;
}

const newCustomerSchema = z.object({
  name: z.string().min(1).default("New Customer"),
  text: z.string().min(1).default("Hello!"),
});
const actionNameSchema = z.enum([
  "write",
  "tap",
  "react",
  "refer",
  "checkbox",
  "comment",
  "post",
  "read",
  "feedback",
  "block",
  "unblock",
]);
/** What the id in the answer is called, as `recipient` of the Send API takes it. */
const idNames: Record<string, string> = { checkbox: "user_ref", comment: "comment_id", post: "post_id" };
const actionSchema = z.object({
  text: z.string().min(1).default("Hello!"),
  /** For `feedback`: the score, whose comment is `text`. */
  score: z.string().default("5"),
  payload: z.string().default("GET_STARTED"),
  mid: z.string().default("m_unknown"),
  /** For `refer`: what the m.me link carried. */
  ref: z.string().default("poster"),
});
const inboxLabelSchema = z.object({
  psid: z.string(),
  labelId: z.string(),
  action: z.enum(["add", "remove"]),
});

function requireCustomer(page: Page, psid: string): number {
  const index = page.customers.find(psid);
  if (index === null) throw new ControlRefusal(404, `Page ${page.id} has no customer ${psid}.`);
  return index;
}

/** Answers the id of the message, or of the way to the person, when there is one. */
function act(
  context: EmulatorContext,
  page: Page,
  index: number,
  action: z.infer<typeof actionNameSchema>,
  input: z.infer<typeof actionSchema>,
): string | null {
  switch (action) {
    case "write":
      return writeMessage(context, page, index, input.text);
    case "tap":
      tapButton(context, page, index, input.text, input.payload);
      return null;
    case "react":
      reactToMessage(context, page, index, input.mid);
      return null;
    case "refer":
      followLink(context, page, index, input.ref);
      return null;
    case "checkbox":
      return becomeReachable(context, page, index, "user_ref", input.text);
    case "comment":
      return becomeReachable(context, page, index, "comment_id", input.text);
    case "post":
      return becomeReachable(context, page, index, "post_id", input.text);
    case "read":
      readMessages(context, page, index);
      return null;
    case "feedback":
      if (!giveFeedback(context, page, index, input.score, input.text)) {
        throw new ControlRefusal(409, "This customer has received no feedback template.");
      }
      return null;
    case "block":
      blockPage(context, page, index, true);
      return null;
    case "unblock":
      blockPage(context, page, index, false);
      return null;
  }
}
