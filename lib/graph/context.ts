import type { Transport } from "./transport";

/** The era of the platform that a Page lives in. Legacy is v2.11, where labels have a `name` and paths begin with /me. */
export type GraphProfile = "legacy" | "current";

export const graphVersions = { legacy: "v2.11", current: "v25.0" } as const satisfies Record<
  GraphProfile,
  string
>;

/** What every call of a Page needs to know. */
export type GraphContext = {
  transport: Transport;
  profile: GraphProfile;
  pageId: string;
  /** How the Page is named in paths: `me` in the legacy documents, its id in the current ones. */
  pageNode: string;
  /** The field that holds a label's name. Source: Custom Labels guide (v12.0 and later) and v2.11 document. */
  labelNameField: "name" | "page_label_name";
};

export function createContext(transport: Transport, profile: GraphProfile, pageId: string): GraphContext {
  const isLegacy = profile === "legacy";
  return {
    transport,
    profile,
    pageId,
    pageNode: isLegacy ? "me" : pageId,
    labelNameField: isLegacy ? "name" : "page_label_name",
  };
}
