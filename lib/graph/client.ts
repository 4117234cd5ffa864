import type { GraphAudience, GraphBroadcastRequest, GraphCreativeMessage } from "./broadcasts";
import * as broadcasts from "./broadcasts";
import type { GraphContext, GraphProfile } from "./context";
import { createContext, graphVersions } from "./context";
import type { ListConversationsOptions } from "./conversations";
import * as conversations from "./conversations";
import * as labels from "./labels";
import type { GraphSend, GraphSenderAction } from "./messages";
import * as messages from "./messages";
import * as pages from "./pages";
import * as profiles from "./profiles";
import * as tokens from "./tokens";
import type { TransportOptions } from "./transport";
import { createTransport } from "./transport";
import type { WebhookSubscription } from "./webhooks";
import * as webhooks from "./webhooks";

type ConnectionOptions = Omit<TransportOptions, "version"> & { version?: string };

export type GraphClientOptions = ConnectionOptions & { pageId: string; profile: GraphProfile };

/**
 * One Page's Graph, in either era, with the Page's token. Every method throws GraphError and nothing else that a
 * caller can act on. The client never retries and never sleeps: the job that calls it owns time.
 */
export function createGraphClient(options: GraphClientOptions) {
  const { pageId, profile } = options;
  const transport = createTransport({ ...options, version: options.version ?? graphVersions[profile] });
  const context = createContext(transport, profile, pageId);
  return { pageId, profile, ...pageCalls(context), ...messageCalls(context), ...broadcastCalls(context) };
}

export type GraphClient = ReturnType<typeof createGraphClient>;

/** The calls that take the app's own token (`APP-ID|APP-SECRET`). */
export function createGraphAppClient({ appId, appSecret, ...connection }: GraphAppClientOptions) {
  const token = `${appId}|${appSecret}`;
  const transport = createTransport({
    ...connection,
    token,
    version: connection.version ?? graphVersions.current,
  });
  return {
    subscribeWebhooks: (subscription: WebhookSubscription) =>
      webhooks.subscribeWebhooks(transport, appId, subscription),
    debugToken: (inputToken: string) => tokens.debugToken(transport, inputToken),
    exchangeCode: (code: string, redirectUri: string) =>
      tokens.exchangeCode(transport, { appId, appSecret }, code, redirectUri),
    exchangeForLongLived: (userToken: string) =>
      tokens.exchangeForLongLived(transport, { appId, appSecret }, userToken),
  };
}

export type GraphAppClientOptions = Omit<ConnectionOptions, "token" | "appSecret"> & tokens.AppCredentials;

/** The calls that take a person's token. */
export function createGraphUserClient(options: ConnectionOptions) {
  const transport = createTransport({ ...options, version: options.version ?? graphVersions.current });
  return { listAccounts: () => pages.listAccounts(transport) };
}

function pageCalls(context: GraphContext) {
  return {
    getPage: () => pages.getPage(context),
    listLabels: () => labels.listLabels(context),
    createLabel: (name: string) => labels.createLabel(context, name),
    getLabel: (labelId: string) => labels.getLabel(context, labelId),
    deleteLabel: (labelId: string) => labels.deleteLabel(context, labelId),
    assignLabel: (labelId: string, psid: string) => labels.assignLabel(context, labelId, psid),
    removeLabel: (labelId: string, psid: string) => labels.removeLabel(context, labelId, psid),
    changeLabels: (changes: readonly labels.GraphLabelChange[]) => labels.changeLabels(context, changes),
    listLabelsOfPerson: (psid: string) => labels.listLabelsOfPerson(context, psid),
    getProfile: (psid: string) => profiles.getProfile(context, psid),
    readPeople: (psids: readonly string[]) => profiles.readPeople(context, psids),
    listConversations: (options?: ListConversationsOptions) =>
      conversations.listConversations(context, options),
    listMessages: (conversationId: string) => conversations.listMessages(context, conversationId),
    subscribeApp: (fields: readonly string[]) => webhooks.subscribeApp(context, fields),
    unsubscribeApp: () => webhooks.unsubscribeApp(context),
    listSubscribedApps: () => webhooks.listSubscribedApps(context),
  };
}

function messageCalls(context: GraphContext) {
  return {
    sendMessage: (send: GraphSend) => messages.sendMessage(context, send),
    sendMessages: (sends: readonly GraphSend[]) => messages.sendMessages(context, sends),
    sendSenderAction: (psid: string, action: GraphSenderAction) =>
      messages.sendSenderAction(context, psid, action),
  };
}

function broadcastCalls(context: GraphContext) {
  return {
    createMessageCreative: (message: GraphCreativeMessage) =>
      broadcasts.createMessageCreative(context, message),
    sendBroadcast: (request: GraphBroadcastRequest) => broadcasts.sendBroadcast(context, request),
    listBroadcasts: () => broadcasts.listBroadcasts(context),
    getBroadcast: (broadcastId: string) => broadcasts.getBroadcast(context, broadcastId),
    cancelBroadcast: (broadcastId: string) => broadcasts.cancelBroadcast(context, broadcastId),
    countMessagesSent: (broadcastId: string) => broadcasts.countMessagesSent(context, broadcastId),
    startReachEstimation: (audience: GraphAudience) => broadcasts.startReachEstimation(context, audience),
    findReachEstimate: (estimationId: string) => broadcasts.findReachEstimate(context, estimationId),
  };
}
