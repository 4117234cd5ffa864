/** The events that keep the cache fresh and settle deliveries. */
export const webhookFields = [
  "inbox_labels",
  "messages",
  "messaging_postbacks",
  "message_reactions",
  "messaging_referrals",
  "message_echoes",
  "message_deliveries",
  "message_reads",
] as const;

/**
 * What the Page's token must have been given. The labels document also names `pages_me`, which no list of Meta's
 * permissions knows: it is taken for a slip of the document and not asked for.
 */
export const permissionNames = [
  "pages_show_list",
  "pages_messaging",
  "pages_manage_metadata",
  "pages_read_engagement",
] as const;

export type CheckId =
  | "token"
  | `permission.${(typeof permissionNames)[number]}`
  | "task.MESSAGING"
  | "task.MODERATE"
  | "terms"
  | "version"
  | "webhooks";

/** One thing that a Page needs. The words for each are in the catalogue, under `settings.check`. */
export interface ConnectionCheck {
  id: CheckId;
  state: "met" | "missing" | "unknown";
  /** Where it is given. */
  link?: string;
  /** What exactly lacks. */
  detail?: string;
  /** token: ISO 8601 of its end; absent when it has none. */
  until?: string;
}

export interface ConnectionReading {
  checks: ConnectionCheck[];
  /** Whether the Page still answers the calls of v2.11, the Broadcast API included. */
  isLegacyAvailable: boolean;
}

/** What a person can connect, in the form in which the browser may see it: no tokens. */
export interface ConnectOffer {
  /** Null when they brought nothing within the hour. */
  pages: { id: string; name: string; isConnected: boolean }[] | null;
  chosen: { id: string; name: string; reading: ConnectionReading; isConnected: boolean } | null;
  /** Why Facebook could not be asked, in words; null when it could. */
  trouble: string | null;
}

/** Without these a Page can be connected and nothing works; without the others part of it does. */
export const indispensable: readonly CheckId[] = ["token", "permission.pages_messaging", "task.MESSAGING"];
