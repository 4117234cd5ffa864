import type { EmulatorContext } from "../context";
import { debugToken, exchangeToken } from "../login/tokens";
import { dispatchUser } from "../login/user-node";
import { readMid } from "../state/ids";
import type { Page } from "../state/page";
import { appId } from "../state/world";
import { uploadAttachment } from "./attachments";
import { resolveCaller, type Caller } from "./caller";
import type { GraphCall } from "./call";
import { findThread, getMessage, getThread, listConversations, listThreadMessages } from "./conversations";
import { GraphFailure, permissionMissing, unknownPath, unsupportedRequest } from "./failure";
import {
  assignLabel,
  createLabel,
  getLabel,
  listLabels,
  listLabelsOfPerson,
  removeLabel,
  unassignLabel,
} from "./labels";
import { dispatchLegacyEdge, dispatchLegacyNode } from "./legacy-routes";
import { createMessageTemplate, listMessageTemplates } from "./message-templates";
import { listMessageTags } from "./message-tag-list";
import { answerPersona, createPersona, listPersonas } from "./personas";
import { sendMessage } from "./messages";
import { getPageNode } from "./page-node";
import { getProfile } from "./profile";
import {
  listAppSubscriptions,
  listSubscribedApps,
  subscribeApp,
  subscribePage,
  unsubscribeApp,
  unsubscribePage,
} from "./subscriptions";

type PageHandler = (context: EmulatorContext, call: GraphCall, page: Page) => unknown;
type CustomerHandler = (context: EmulatorContext, call: GraphCall, page: Page, index: number) => unknown;

const pageRoutes: Record<string, PageHandler> = {
  "GET ": getPageNode,
  "GET custom_labels": listLabels,
  "POST custom_labels": createLabel,
  "GET conversations": listConversations,
  "POST messages": sendMessage,
  "POST message_attachments": uploadAttachment,
  "POST message_templates": createMessageTemplate,
  "GET message_templates": listMessageTemplates,
  "POST personas": createPersona,
  "GET personas": listPersonas,
  "GET subscribed_apps": listSubscribedApps,
  "POST subscribed_apps": subscribePage,
  "DELETE subscribed_apps": unsubscribePage,
};

const customerRoutes: Record<string, CustomerHandler> = {
  "GET ": getProfile,
  "GET custom_labels": listLabelsOfPerson,
};

const threadRoutes: Record<string, CustomerHandler> = {
  "GET ": getThread,
  "GET messages": listThreadMessages,
};

/** Answers one call, or throws a GraphFailure. Only handshakes and the like are answered later. */
export function dispatch(context: EmulatorContext, call: GraphCall): unknown {
  const [node, ...rest] = call.segments;
  if (node === undefined) throw unsupportedRequest(call.method, "root");
  const route = `${call.method} ${rest.join("/")}`;
  if (node === "oauth" && rest.join("/") === "access_token") return exchangeToken(context, call);
  const caller = resolveCaller(context, call);
  if (node === "debug_token" && route === "GET ") return debugToken(context, call, caller);
  if (node === appId || node === "app") return dispatchApp(context, call, caller, route);
  switch (caller.kind) {
    case "page":
      context.limits.countCall(caller.page);
      requireMessagingTask(caller.page, call);
      return dispatchPage(context, call, caller.page, node, route);
    case "user":
      return dispatchUser(context, call, caller.user, node, route);
    case "app":
      throw unsupportedRequest(call.method, node);
  }
}

const messagingTasks = ["MESSAGING", "PROFILE_PLUS_MESSAGING", "PROFILE_PLUS_FULL_CONTROL"];

/** Reading the Page itself is for everybody with a token; the rest is for people who may message. */
function requireMessagingTask(page: Page, { method, segments }: GraphCall): void {
  if (method === "GET" && segments.length === 1 && (segments[0] === "me" || segments[0] === page.id)) return;
  if (page.switches.tasks.some((task) => messagingTasks.includes(task))) return;
  throw permissionMissing("Requires the MESSAGING task on the Page and the pages_messaging permission");
}

/** The Page a call is about, for faults and the log; null when its token names none. */
export function pageOfCall(context: EmulatorContext, call: GraphCall): Page | null {
  return call.token === null ? null : (context.world.pagesByToken.get(call.token) ?? null);
}

function dispatchApp(context: EmulatorContext, call: GraphCall, caller: Caller, route: string): unknown {
  if (caller.kind !== "app") {
    throw new GraphFailure({
      code: 15,
      message: "(#15) This method must be called with an app access_token.",
    });
  }
  switch (route) {
    case "GET subscriptions":
      return listAppSubscriptions(context);
    case "POST subscriptions":
      return subscribeApp(context, call);
    case "DELETE subscriptions":
      return unsubscribeApp(context);
    case "GET ":
      return { id: appId, name: "Labelcast", link: `https://www.facebook.com/games/?app_id=${appId}` };
  }
  throw unsupportedRequest(call.method, appId);
}

function dispatchPage(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  node: string,
  route: string,
): unknown {
  if (node === "me" || node === page.id) {
    const handler = ownRoute(pageRoutes, route);
    if (handler) return handler(context, call, page);
    const legacy = dispatchLegacyEdge(context, call, page, route);
    if (legacy) return legacy.body;
    throw node === "me" && route.length > call.method.length + 1
      ? unknownPath(route.slice(call.method.length + 1))
      : unsupportedRequest(call.method, node);
  }
  const index = page.customers.find(node);
  if (index !== null) return dispatchCustomer(context, call, page, index, customerRoutes, node, route);
  const label = page.labels.get(node);
  if (label) {
    if (route === "GET " || route === "GET custom_labels") return getLabel(context, call, page, label);
    if (route === "POST label") return assignLabel(context, call, page, label);
    if (route === "DELETE label") return unassignLabel(context, call, page, label);
    if (route === "DELETE ") return removeLabel(context, call, page, label);
    throw unsupportedRequest(call.method, node);
  }
  return dispatchRest(context, call, page, node, route);
}

function dispatchRest(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  node: string,
  route: string,
): unknown {
  const thread = findThread(page, node);
  if (thread !== null) return dispatchCustomer(context, call, page, thread, threadRoutes, node, route);
  const mid = readMid(node);
  if (mid && route === "GET " && mid.pageNumber === page.number && mid.customerIndex < page.customers.count) {
    return getMessage(context, call, page, mid.customerIndex, mid.messageNumber);
  }
  if (node === "page_message_tags" && route === "GET ") return listMessageTags();
  const persona = page.personas.get(node);
  if (persona) return answerPersona(context, call, page, persona, route);
  const legacy = dispatchLegacyNode(context, call, page, node, route);
  if (legacy) return legacy.body;
  throw unsupportedRequest(call.method, node);
}

function dispatchCustomer(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  index: number,
  routes: Record<string, CustomerHandler>,
  node: string,
  route: string,
): unknown {
  const handler = ownRoute(routes, route);
  if (!handler) throw unsupportedRequest(call.method, node);
  return handler(context, call, page, index);
}

function ownRoute<T>(routes: Record<string, T>, route: string): T | undefined {
  return Object.hasOwn(routes, route) ? routes[route] : undefined;
}
