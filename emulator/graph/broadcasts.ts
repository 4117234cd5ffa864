import type { EmulatorContext } from "../context";
import type { Broadcast } from "../state/events";
import type { Page } from "../state/page";
import { isRecord, structureParameter, textParameter, type GraphCall } from "./call";
import { findAudience, type BroadcastTarget } from "./broadcast-audience";
import { readCreativeMessages } from "./creative-content";
import { invalidParameter, missingParameter, unsupportedRequest } from "./failure";
import { pageOfList, type GraphPage } from "./paging";
import { readPredicate } from "./predicate";

const notificationTypes = ["REGULAR", "SILENT_PUSH", "NO_PUSH"];
const messagingTypes = ["RESPONSE", "UPDATE", "MESSAGE_TAG"];
/** The only tag that the Broadcast API took (its specification of 2019). */
const tags = ["NON_PROMOTIONAL_SUBSCRIPTION"];
const pastToleratedMs = 60_000;
const broadcastsPageMax = 100;

/** `POST /me/message_creatives`; the id is an unquoted number, as the document shows it. */
export function createCreative(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
): { message_creative_id: number } {
  const messages = readCreativeMessages(structureParameter(call, "messages"));
  const id = 938_461_000 + page.number * 10_000 + page.creatives.size + 1;
  context.world.commit({ type: "creative-created", pageId: page.id, id: String(id), messages });
  return { message_creative_id: id };
}

/** `POST /me/broadcast_messages`: to one label, to a predicate, or to every open conversation. */
export function createBroadcast(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
): { broadcast_id: number } {
  const creativeId = textParameter(call, "message_creative_id");
  if (creativeId === undefined) throw missingParameter("message_creative_id");
  if (!page.creatives.has(creativeId)) throw invalidParameter("Invalid message_creative_id");
  const now = context.clock.now();
  const id = 827 + page.broadcasts.size;
  const scheduledAt = readScheduleTime(call, now);
  const broadcast: Broadcast = {
    id: String(id),
    creativeId,
    ...readTarget(call, page),
    scheduledAt: scheduledAt ?? now,
    createdAt: now,
    notificationType: readChoice(call, "notification_type", notificationTypes) ?? "REGULAR",
    messagingType: readChoice(call, "messaging_type", messagingTypes),
    tag: readChoice(call, "tag", tags),
    status: "SCHEDULED",
    sentCount: 0,
  };
  if (broadcast.messagingType === "MESSAGE_TAG" && broadcast.tag === null) throw missingParameter("tag");
  context.world.commit({ type: "broadcast-created", pageId: page.id, broadcast });
  context.broadcasts.runDue();
  return { broadcast_id: id };
}

export function listBroadcasts(_context: EmulatorContext, call: GraphCall, page: Page): GraphPage {
  const newestFirst = [...page.broadcasts.values()].reverse();
  return pageOfList(call, newestFirst, ({ id }) => id, renderBroadcast, broadcastsPageMax);
}

/** `GET`, `POST` (cancel) and insights of one broadcast. */
export function answerBroadcast(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  broadcast: Broadcast,
  route: string,
): unknown {
  switch (route) {
    case "GET ":
      return renderBroadcast(broadcast);
    case "POST ":
      return cancelBroadcast(context, call, page, broadcast);
    case "GET insights/messages_sent":
    // The third-party client messaging-api-messenger 0.8.5 posts here.
    case "POST insights/messages_sent":
      return renderInsights(broadcast);
    case "GET insights":
      if ((textParameter(call, "metric") ?? "messages_sent") === "messages_sent")
        return renderInsights(broadcast);
      throw invalidParameter("Param metric must be one of {messages_sent}");
  }
  throw unsupportedRequest(call.method, broadcast.id);
}

/** `POST /me/broadcast_reach_estimations`; an empty body means the whole Page. */
export function startReachEstimation(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
): { reach_estimation_id: number } {
  const estimate = findAudience(page, readTarget(call, page)).length;
  const id = 73_450_120_243 + page.number * 100_000 + page.reachEstimations.size;
  context.world.commit({ type: "reach-estimated", pageId: page.id, id: String(id), estimate });
  return { reach_estimation_id: id };
}

function renderBroadcast({ id, scheduledAt, status }: Broadcast): unknown {
  return { scheduled_time: new Date(scheduledAt).toISOString().replace(/\.\d+Z$/, "+00:00"), status, id };
}

function cancelBroadcast(
  context: EmulatorContext,
  call: GraphCall,
  page: Page,
  { id, status, sentCount }: Broadcast,
): { success: true } {
  if (textParameter(call, "operation")?.toLowerCase() !== "cancel") {
    throw invalidParameter("Param operation must be one of {CANCEL}");
  }
  if (status !== "SCHEDULED") throw invalidParameter("Only a scheduled broadcast can be canceled");
  const at = context.clock.now();
  context.world.commit({ type: "broadcast-changed", pageId: page.id, id, status: "CANCELED", sentCount, at });
  return { success: true };
}

function renderInsights({ id, sentCount }: Broadcast): unknown {
  return {
    data: [
      {
        name: "messages_sent",
        period: "lifetime",
        values: [{ value: sentCount, end_time: "1970-01-02T00:00:00+0000" }],
        title: "Lifetime number of messages sent from your page broadcast",
        description: "Lifetime: The total number of messages sent from a Page's broadcast.",
        id: `${id}/insights/messages_sent/lifetime`,
      },
    ],
  };
}

function readTarget(call: GraphCall, page: Page): BroadcastTarget {
  const customLabelId = textParameter(call, "custom_label_id") ?? null;
  const targeting = structureParameter(call, "targeting");
  if (customLabelId !== null && targeting !== undefined) {
    throw invalidParameter("Param custom_label_id and targeting cannot be used together");
  }
  if (customLabelId !== null && !page.labels.has(customLabelId))
    throw invalidParameter("Invalid custom_label_id");
  if (targeting === undefined) return { customLabelId, labels: null };
  if (!isRecord(targeting) || targeting.labels === undefined) {
    throw invalidParameter("Param targeting must be an object with labels");
  }
  readPredicate(page, targeting.labels);
  return { customLabelId, labels: targeting.labels };
}

/** ISO-8601, or seconds since 1970. */
function readScheduleTime(call: GraphCall, now: number): number | null {
  const text = textParameter(call, "schedule_time");
  if (text === undefined) return null;
  const at = /^\d{9,11}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(at))
    throw invalidParameter("Param schedule_time must be an ISO-8601 time or a Unix timestamp");
  if (at < now - pastToleratedMs) throw invalidParameter("Param schedule_time must be in the future");
  return at;
}

function readChoice(call: GraphCall, name: string, choices: string[]): string | null {
  const value = textParameter(call, name);
  if (value === undefined) return null;
  if (!choices.includes(value))
    throw invalidParameter(`Param ${name} must be one of {${choices.join(", ")}}`);
  return value;
}
