import { describe, expect, test } from "vitest";
import type { Capability, Role } from "./permissions";
import { can, capabilities, listRolesWhoCan, roles } from "./permissions";

describe("who may do what on a Page", () => {
  const table: [Capability, Role[]][] = [
    ["pages.connect", ["admin"]],
    ["labels.manage", ["admin"]],
    ["labels.assign", ["admin", "marketer", "support-lead"]],
    ["labels.assign-in-bulk", ["admin", "marketer"]],
    ["lead-labels.assign-in-bulk", ["admin", "marketer", "support-lead"]],
    ["segments.edit", ["admin", "marketer"]],
    ["segments.see", ["admin", "marketer", "support-lead"]],
    ["broadcasts.send", ["admin", "marketer"]],
    ["broadcasts.approve", ["admin"]],
    ["leads.work", ["admin", "support-lead"]],
    ["leads.see", ["admin", "marketer", "support-lead"]],
    ["messages.send", ["admin", "support-lead"]],
    ["activity.see", ["admin", "marketer", "support-lead"]],
    ["activity.see-all", ["admin"]],
  ];
  test.each(table)("%s is for %j and nobody else", (capability, holders) => {
    expect(roles.filter((role) => can(role, capability))).toEqual(holders);
    expect(listRolesWhoCan(capability)).toEqual(holders);
  });

  test("an admin may do everything", () => {
    expect(capabilities.filter((capability) => !can("admin", capability))).toEqual([]);
  });
});
