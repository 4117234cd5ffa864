import type { SendFacts } from "./messaging-policy";
import { messageTags } from "./messaging-rules";

type Cell = Pick<
  SendFacts,
  "profile" | "platform" | "way" | "tag" | "content" | "author" | "humanAgentApproved"
>;

/** Every combination of what a message can be and how it can go. */
export function listPolicyCells(): Cell[] {
  const cells: Cell[] = [];
  for (const profile of ["legacy", "current"] as const)
    for (const platform of ["messenger", "instagram"] as const)
      for (const way of ["broadcast-api", "fan-out", "one-person"] as const)
        for (const tag of [null, ...messageTags])
          for (const content of ["ordinary", "promotional", "customer-feedback"] as const)
            for (const author of ["person", "automation"] as const)
              for (const humanAgentApproved of [true, false])
                cells.push({ profile, platform, way, tag, content, author, humanAgentApproved });
  return cells;
}

const hourMs = 3_600_000;
const before = (at: Date, hours: number) => new Date(at.getTime() - hours * hourMs);

/** What can have happened between the customer and the Page. */
export const policyWindows = [
  {
    name: "wrote an hour ago",
    of: (at: Date) => ({ windowOpenedAt: before(at, 1), lastMessageAt: before(at, 1) }),
  },
  {
    name: "wrote three days ago",
    of: (at: Date) => ({ windowOpenedAt: before(at, 72), lastMessageAt: before(at, 72) }),
  },
  {
    name: "wrote ten days ago, tapped an hour ago",
    of: (at: Date) => ({ windowOpenedAt: before(at, 1), lastMessageAt: before(at, 240) }),
  },
  {
    name: "wrote ten days ago, tapped three days ago",
    of: (at: Date) => ({ windowOpenedAt: before(at, 72), lastMessageAt: before(at, 240) }),
  },
  {
    name: "wrote ten days ago",
    of: (at: Date) => ({ windowOpenedAt: before(at, 240), lastMessageAt: before(at, 240) }),
  },
  { name: "never wrote", of: () => ({ windowOpenedAt: null, lastMessageAt: null }) },
] as const;
