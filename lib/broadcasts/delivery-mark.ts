import { isUuid } from "../uuid";

/** Names a line of a ledger in a message's metadata; the message's echo brings it back. */
export interface DeliveryMark {
  broadcastId: string;
  ordinal: number;
}

export function toMetadata({ broadcastId, ordinal }: DeliveryMark): string {
  return `labelcast:${broadcastId}:${ordinal}`;
}

/** Null for messages that are not from a broadcast of ours. */
export function readMetadata(metadata: string | undefined): DeliveryMark | null {
  const found = /^labelcast:([0-9a-f-]{36}):(\d{1,9})$/.exec(metadata ?? "");
  return found && isUuid(found[1]!) ? { broadcastId: found[1]!, ordinal: Number(found[2]) } : null;
}
