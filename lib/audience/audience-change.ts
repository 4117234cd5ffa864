/** One row of the change log: what one statement of one transaction did to a Page's audience. */
export type AudienceChange =
  | { kind: "assign" | "remove"; labelKeys: number[]; ordinals: number[] }
  | { kind: "customer"; ordinals: number[]; flags: number[]; windowsOpenedAt: number[] }
  | { kind: "customer-gone"; ordinals: number[] }
  | { kind: "label"; labelKeys: number[]; labelIds: string[] }
  | { kind: "label-gone"; labelKeys: number[] };

/** Bits of a customer's flags, as the database packs them (`audience_flags`). */
export const customerFlag = { labelsKnown: 1, blocked: 2, optedOut: 4 } as const;
