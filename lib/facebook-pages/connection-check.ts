import { env } from "../env";
import { createGraphClient, type GraphClient } from "../graph/client";
import { GraphError, toContactTermsUrl } from "../graph/errors";
import type { GraphTokenFacts } from "../graph/tokens";
import { findAppClient } from "./offered-token";
import { permissionNames, webhookFields, type ConnectionCheck, type ConnectionReading } from "./schema";

interface PageToCheck {
  id: string;
  token: string;
  /** Null when nothing tells. */
  tasks: readonly string[] | null;
  /** A connected Page must also hear of its events already. */
  isConnected: boolean;
}

/**
 * Asks the Graph whether everything is there that Labelcast needs on a Page, each thing by itself, so that what lacks
 * can be named. Nothing is changed on the Page. What the Graph does not answer is "unknown", never "met".
 */
export async function checkConnection(page: PageToCheck): Promise<ConnectionReading> {
  const graphOf = (profile: "legacy" | "current") =>
    createGraphClient({
      baseUrl: env().GRAPH_API_URL,
      token: page.token,
      appSecret: env().FACEBOOK_APP_SECRET,
      pageId: page.id,
      profile,
    });
  const [facts, labels, isLegacyThere, webhooks] = await Promise.all([
    readTokenFacts(page.token),
    tryLabels(graphOf("current")),
    hasBroadcastApi(graphOf("legacy")),
    page.isConnected ? checkWebhooks(graphOf("current")) : null,
  ]);
  return {
    checks: [
      checkToken(facts, labels),
      ...permissionNames.map((name) => checkPermission(name, facts)),
      // Without tasks told, what a task is needed for proves it: labels answer to MESSAGING, subscribing to MODERATE.
      checkTask("MESSAGING", page.tasks, labels === null),
      checkTask("MODERATE", page.tasks, webhooks?.state === "met"),
      checkTerms(page.id, labels),
      { id: "version", state: labels === null || labels.kind === "terms" ? "met" : "unknown" },
      ...(webhooks ? [webhooks] : []),
    ],
    isLegacyAvailable: isLegacyThere,
  };
}

async function readTokenFacts(token: string): Promise<GraphTokenFacts | null> {
  try {
    return (await findAppClient()?.debugToken(token)) ?? null;
  } catch (error) {
    if (error instanceof GraphError) return null;
    throw error;
  }
}

/** @returns null when labels can be listed, else why not */
async function tryLabels(graph: GraphClient): Promise<GraphError | null> {
  try {
    for await (const _ of graph.listLabels()) break;
    return null;
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
}

/** The Broadcast API ended on 4 March 2020: only a Page of the legacy platform still answers. */
async function hasBroadcastApi(graph: GraphClient): Promise<boolean> {
  try {
    for await (const _ of graph.listBroadcasts()) break;
    return true;
  } catch (error) {
    if (error instanceof GraphError) return false;
    throw error;
  }
}

async function checkWebhooks(graph: GraphClient): Promise<ConnectionCheck> {
  try {
    const ours = (await graph.listSubscribedApps()).find(({ id }) => id === env().FACEBOOK_APP_ID);
    const missing = webhookFields.filter((field) => ours?.fields.includes(field) !== true);
    if (missing.length === 0) return { id: "webhooks", state: "met" };
    return { id: "webhooks", state: "missing", detail: missing.join(", ") };
  } catch (error) {
    if (error instanceof GraphError) return { id: "webhooks", state: "unknown" };
    throw error;
  }
}

function checkToken(facts: GraphTokenFacts | null, labels: GraphError | null): ConnectionCheck {
  const isRefused = labels?.kind === "token" || facts?.isValid === false;
  if (isRefused) return { id: "token", state: "missing" };
  if (facts === null) return { id: "token", state: labels === null ? "met" : "unknown" };
  return { id: "token", state: "met", until: facts.expiresAt?.toISOString() };
}

function checkPermission(
  name: (typeof permissionNames)[number],
  facts: GraphTokenFacts | null,
): ConnectionCheck {
  if (facts === null) return { id: `permission.${name}`, state: "unknown" };
  return { id: `permission.${name}`, state: facts.scopes.includes(name) ? "met" : "missing" };
}

/** Newer Pages name the same tasks with PROFILE_PLUS_ in front. */
function checkTask(
  task: "MESSAGING" | "MODERATE",
  tasks: readonly string[] | null,
  isProven: boolean,
): ConnectionCheck {
  const id = `task.${task}` as const;
  if (tasks === null) return { id, state: isProven ? "met" : "unknown" };
  const isHeld = tasks.some((held) => [task, `PROFILE_PLUS_${task}`].includes(held));
  return { id, state: isHeld ? "met" : "missing" };
}

function checkTerms(pageId: string, labels: GraphError | null): ConnectionCheck {
  const link = toContactTermsUrl(pageId);
  if (labels === null) return { id: "terms", state: "met", link };
  return { id: "terms", state: labels.kind === "terms" ? "missing" : "unknown", link };
}
