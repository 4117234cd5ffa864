import type { EmulatorContext } from "../context";
import { flag } from "../state/customers";
import { makeMid, makeThreadId, readThreadId } from "../state/ids";
import type { Page, ThreadMessage } from "../state/page";
import { fieldsText, textParameter, type GraphCall } from "./call";
import { GraphFailure, invalidParameter, nonexistingField } from "./failure";
import { parseFields, type FieldNode, type FieldTree } from "./fields";
import {
  invalidCursor,
  makeCursor,
  pageOfList,
  readPageRequest,
  toGraphPage,
  type GraphPage,
} from "./paging";

const conversationsPageMax = 100;
const messagesPageMax = 100;
const messagesDefault = 25;
/** Only so many of the newest messages of a thread can be read. */
const readableMessages = 20;
const dayMs = 86_400_000;

/** Newest activity first; `user_id` finds the one thread of a person. */
export function listConversations(context: EmulatorContext, call: GraphCall, page: Page): GraphPage {
  context.limits.takePace(page, "conversations");
  const fields = parseFields(fieldsText(call));
  if ((textParameter(call, "platform") ?? "messenger").toLowerCase() === "instagram") return { data: [] };
  const show = (index: number): unknown => renderThread(context, page, index, fields);
  const psid = textParameter(call, "user_id");
  if (psid !== undefined) {
    const index = page.customers.find(psid);
    return index === null
      ? { data: [] }
      : toGraphPage(call, [show(index)], [page.customers.psidOf(index)], false, false);
  }
  const { limit, after, before } = readPageRequest(call, conversationsPageMax);
  if (before !== null && after === null) return listBefore(call, page, before, limit, show);
  const indexes = page.customers.order.list(after === null ? null : requireCursor(page, after), limit + 1);
  const shown = indexes.slice(0, limit);
  const keys = shown.map((index) => page.customers.psidOf(index));
  return toGraphPage(call, shown.map(show), keys, after !== null, indexes.length > limit);
}

function requireCursor(page: Page, psid: string): number {
  const index = page.customers.find(psid);
  if (index === null) throw invalidCursor();
  return index;
}

function listBefore(
  call: GraphCall,
  page: Page,
  before: string,
  limit: number,
  show: (index: number) => unknown,
): GraphPage {
  const all = page.customers.order.list(null, page.customers.count);
  const end = all.indexOf(requireCursor(page, before));
  const shown = all.slice(Math.max(0, end - limit), Math.max(0, end));
  const keys = shown.map((index) => page.customers.psidOf(index));
  return toGraphPage(call, shown.map(show), keys, end - limit > 0, true);
}

export function getThread(context: EmulatorContext, call: GraphCall, page: Page, index: number): unknown {
  return renderThread(context, page, index, parseFields(fieldsText(call)));
}

export function listThreadMessages(
  _context: EmulatorContext,
  call: GraphCall,
  page: Page,
  index: number,
): GraphPage {
  const fields = parseFields(fieldsText(call));
  const newestFirst = page.messagesOf(index).reverse();
  const keyOf = (message: ThreadMessage): string => makeMid(page.number, index, message.number);
  const numbered = newestFirst.slice(0, readableMessages);
  return pageOfList(
    call,
    numbered,
    keyOf,
    (message) => renderMessage(page, index, message, fields),
    messagesPageMax,
  );
}

export function getMessage(
  _context: EmulatorContext,
  call: GraphCall,
  page: Page,
  index: number,
  messageNumber: number,
): unknown {
  const messages = page.messagesOf(index);
  const position = messages.findIndex((message) => message.number === messageNumber);
  const message = messages[position];
  if (!message) throw invalidParameter("Invalid message id");
  if (messages.length - position > readableMessages) {
    throw new GraphFailure({ code: 9000001, message: "(#9000001) The message has been deleted." });
  }
  return renderMessage(page, index, message, parseFields(fieldsText(call)));
}

const defaultThreadFields: FieldTree = new Map(
  ["id", "link", "updated_time"].map((name) => [name, emptyNode()]),
);
const defaultMessageFields: FieldTree = new Map(["id", "created_time"].map((name) => [name, emptyNode()]));

function emptyNode(): FieldNode {
  return { limit: null, children: null };
}

function renderThread(context: EmulatorContext, page: Page, index: number, asked: FieldTree | null): unknown {
  const psid = page.customers.psidOf(index);
  const shown: Record<string, unknown> = {};
  let messages: ThreadMessage[] | null = null;
  const thread = (): ThreadMessage[] => (messages ??= page.messagesOf(index));
  for (const [field, node] of asked ?? defaultThreadFields) {
    shown[field] = threadField(context, page, index, field, node, thread);
  }
  shown.id = makeThreadId(psid);
  return shown;
}

function threadField(
  context: EmulatorContext,
  page: Page,
  index: number,
  field: string,
  node: FieldNode,
  thread: () => ThreadMessage[],
): unknown {
  const { customers } = page;
  switch (field) {
    case "id":
      return makeThreadId(customers.psidOf(index));
    case "updated_time":
      return toGraphTime(customers.updatedAt[index] ?? 0);
    case "link":
      return `/${page.id}/inbox/${customers.psidOf(index)}/`;
    case "snippet":
      return thread().at(-1)?.text ?? "";
    case "message_count":
      return thread().length;
    case "unread_count": {
      const lastFromPage = thread().findLastIndex((message) => message.from === "page");
      return thread().length - 1 - lastFromPage;
    }
    case "can_reply":
      return (
        context.clock.now() - (customers.windowOpenedAt[index] ?? 0) <= dayMs &&
        !customers.hasFlag(index, flag.blocked)
      );
    case "participants":
    case "senders":
      return {
        data: [
          renderParty(page, index, "customer", node.children),
          renderParty(page, index, "page", node.children),
        ],
      };
    case "former_participants":
      return { data: [] };
    case "folder":
      return "inbox";
    case "is_owner":
    case "is_subscribed":
      return true;
    case "scoped_thread_key":
      return makeThreadId(customers.psidOf(index));
    case "name":
      return page.nameOf(index).full;
    case "messages":
      return nestedMessages(page, index, node, thread());
    default:
      throw nonexistingField(field, "UnifiedThread");
  }
}

function nestedMessages(page: Page, index: number, node: FieldNode, messages: ThreadMessage[]): unknown {
  const limit = Math.min(node.limit ?? messagesDefault, readableMessages);
  const newest = messages.slice(-limit).reverse();
  const ids = newest.map((message) => makeMid(page.number, index, message.number));
  const [first, last] = [ids[0], ids.at(-1)];
  const cursors =
    first === undefined || last === undefined ? null : { before: makeCursor(first), after: makeCursor(last) };
  return {
    data: newest.map((message) => renderMessage(page, index, message, node.children)),
    ...(cursors === null ? {} : { paging: { cursors } }),
  };
}

function renderMessage(page: Page, index: number, message: ThreadMessage, asked: FieldTree | null): unknown {
  const mid = makeMid(page.number, index, message.number);
  const shown: Record<string, unknown> = {};
  for (const [field, node] of asked ?? defaultMessageFields)
    shown[field] = messageField(page, index, message, mid, field, node);
  shown.id = mid;
  return shown;
}

function messageField(
  page: Page,
  index: number,
  message: ThreadMessage,
  mid: string,
  field: string,
  node: FieldNode,
): unknown {
  const other = message.from === "customer" ? "page" : "customer";
  switch (field) {
    case "id":
      return mid;
    case "created_time":
      return toGraphTime(message.at);
    case "message":
      return message.text;
    case "from":
      return renderParty(page, index, message.from, node.children);
    case "to":
      return { data: [renderParty(page, index, other, node.children)] };
    case "tags":
      return { data: [{ name: "inbox" }, { name: message.from === "page" ? "sent" : "read" }] };
    case "attachments":
    case "shares":
      return undefined;
    case "sticker":
      return undefined;
    default:
      throw nonexistingField(field, "UnifiedMessage");
  }
}

function renderParty(
  page: Page,
  index: number,
  who: "customer" | "page",
  asked: FieldTree | null,
): Record<string, string> {
  const id = who === "page" ? page.id : page.customers.psidOf(index);
  const name = who === "page" ? page.spec.name : page.nameOf(index).full;
  const all: Record<string, string> = { name, email: `${id}@facebook.com`, id };
  if (asked === null) return all;
  const shown: Record<string, string> = {};
  for (const field of asked.keys()) {
    const value = all[field];
    if (value === undefined) throw nonexistingField(field, "User");
    shown[field] = value;
  }
  shown.id = id;
  return shown;
}

/** 2023-12-01T06:52:51+0000 */
function toGraphTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+0000`;
}

export function findThread(page: Page, threadId: string): number | null {
  const psid = readThreadId(threadId);
  return psid === null ? null : page.customers.find(psid);
}
