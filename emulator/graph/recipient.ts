import type { SideWay } from "../state/events";
import type { Page } from "../state/page";
import { isRecord, structureParameter, type GraphCall } from "./call";
import { invalidParameter, missingParameter, noMatchingUser, outsideWindow } from "./failure";

/** One message by a comment or post is allowed within 7 days (private replies). */
const sideWayOpenMs = 7 * 86_400_000;

export interface Recipient {
  index: number;
  /** How the person was named, when not by PSID; then one message may go out whatever the window says. */
  sideWay: SideWay | null;
}

/** Reads `recipient`: an id, or the reference of a checkbox, a comment or a post. */
export function readRecipient(call: GraphCall, page: Page, now: number): Recipient {
  const recipient = structureParameter(call, "recipient");
  if (recipient === undefined) throw missingParameter("recipient");
  if (!isRecord(recipient)) throw invalidParameter("Param recipient must be a JSON object");
  for (const kind of ["user_ref", "comment_id", "post_id"] as const) {
    const reference = recipient[kind];
    if (recipient.id === undefined && reference !== undefined) return readSideWay(page, kind, reference, now);
  }
  const { id } = recipient;
  if ((typeof id !== "string" && typeof id !== "number") || !/^\d{1,20}$/.test(String(id))) {
    throw invalidParameter('Param recipient[id] must be a valid ID string (e.g., "123")');
  }
  const index = page.customers.find(String(id));
  if (index === null) throw noMatchingUser();
  return { index, sideWay: null };
}

function readSideWay(page: Page, kind: SideWay["kind"], reference: unknown, now: number): Recipient {
  const way = typeof reference === "string" ? page.sideWays.get(reference) : undefined;
  const index = way?.kind === kind ? page.customers.find(way.psid) : null;
  if (!way || index === null) throw noMatchingUser();
  if (way.isUsed) throw invalidParameter(`A message was already sent by this ${kind}`);
  if (now - way.at > sideWayOpenMs) throw outsideWindow();
  return { index, sideWay: way };
}
