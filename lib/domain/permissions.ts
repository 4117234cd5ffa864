/** What a person may be on a Page. A person can have a different role on each. */
export const roles = ["admin", "marketer", "support-lead"] as const;
export type Role = (typeof roles)[number];

/** Who may do what. A capability is what the server checks and what the interface hides or explains by. */
const holders = {
  "pages.connect": ["admin"],
  "members.manage": ["admin"],
  "settings.manage": ["admin"],
  "labels.see": ["admin", "marketer", "support-lead"],
  "labels.manage": ["admin"],
  /** One label on one customer. */
  "labels.assign": ["admin", "marketer", "support-lead"],
  "labels.assign-in-bulk": ["admin", "marketer"],
  /** Bulk changes of the four lead stages only. */
  "lead-labels.assign-in-bulk": ["admin", "marketer", "support-lead"],
  "customers.see": ["admin", "marketer", "support-lead"],
  /** To write down that a customer wants no broadcasts. */
  "customers.opt-out": ["admin", "marketer", "support-lead"],
  /** And that they want them again: on somebody's word, so it is an admin's. */
  "customers.opt-in": ["admin"],
  "segments.see": ["admin", "marketer", "support-lead"],
  "segments.edit": ["admin", "marketer"],
  "broadcasts.see": ["admin", "marketer", "support-lead"],
  "broadcasts.edit": ["admin", "marketer"],
  "broadcasts.send": ["admin", "marketer"],
  "broadcasts.approve": ["admin"],
  "leads.see": ["admin", "marketer", "support-lead"],
  "leads.work": ["admin", "support-lead"],
  "messages.send": ["admin", "support-lead"],
  /** What happened on the Pages the person is a member of. */
  "activity.see": ["admin", "marketer", "support-lead"],
  "activity.see-all": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Capability = keyof typeof holders;

export const capabilities = Object.keys(holders) as Capability[];

/** Whether a role holds a capability. Nothing else decides it, on the server or on the screen. */
export function can(role: Role, capability: Capability): boolean {
  const allowed: readonly Role[] = holders[capability];
  return allowed.includes(role);
}

/** The roles that hold a capability, to say whom to ask. */
export function listRolesWhoCan(capability: Capability): readonly Role[] {
  return holders[capability];
}
