import type { EmulatorContext } from "../context";
import type { Page } from "../state/page";
import {
  answerBroadcast,
  createBroadcast,
  createCreative,
  listBroadcasts,
  startReachEstimation,
} from "./broadcasts";
import type { GraphCall } from "./call";
import { unknownPath, unsupportedRequest } from "./failure";

/** The Broadcast API came with this version. */
const broadcastsFrom = 2_011;

const routes: Record<string, (context: EmulatorContext, call: GraphCall, page: Page) => unknown> = {
  "POST message_creatives": createCreative,
  "POST broadcast_messages": createBroadcast,
  "GET broadcast_messages": listBroadcasts,
  "POST broadcast_reach_estimations": startReachEstimation,
};
const edges = new Set(Object.keys(routes).map((route) => route.slice(route.indexOf(" ") + 1)));

/** Edges of a Page that ended on 4 March 2020. Undefined when the route is none of them. */
export function dispatchLegacyEdge(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  route: string,
): { body: unknown } | undefined {
  const edge = route.slice(call.method.length + 1);
  if (!edges.has(edge)) return undefined;
  const isThere = page.spec.profile === "legacy" && (call.version ?? broadcastsFrom) >= broadcastsFrom;
  const handler = routes[route];
  if (!isThere || !handler) throw unknownPath(edge);
  return { body: handler(context, call, page) };
}

/** Broadcasts and reach estimations by their id. Undefined when the id is neither. */
export function dispatchLegacyNode(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  node: string,
  route: string,
): { body: unknown } | undefined {
  const broadcast = page.broadcasts.get(node);
  if (broadcast) return { body: answerBroadcast(context, call, page, broadcast, route) };
  const estimate = page.reachEstimations.get(node);
  if (estimate === undefined) return undefined;
  if (route !== "GET ") throw unsupportedRequest(call.method, node);
  return { body: { reach_estimation: String(estimate), id: node } };
}
