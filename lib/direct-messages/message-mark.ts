import { isUuid } from "../uuid";

/** Names a direct message in its metadata; its echo brings it back. */
export function toDirectMetadata(id: string): string {
  return `labelcast:direct:${id}`;
}

/** The id; null for messages that are no direct messages of ours. */
export function readDirectMetadata(metadata: string | undefined): string | null {
  const id = /^labelcast:direct:([0-9a-f-]{36})$/.exec(metadata ?? "")?.[1];
  return id !== undefined && isUuid(id) ? id : null;
}
