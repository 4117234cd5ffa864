import type { SendingSettings } from "../sending-settings/schema";
import { Problem } from "../problem";

/** An audience may grow by this much after a second person agreed to it, before they are asked again. */
const grownShareMax = 0.1;
/** And by at least so many people: of a small audience ten per cent is nobody. */
const grownPeopleMin = 25;

/** Whether so many more people than were agreed to are too many to send to without asking again. */
export function isOutgrown(agreedTo: number, people: number): boolean {
  const grown = people - agreedTo;
  return grown >= grownPeopleMin && grown > agreedTo * grownShareMax;
}

/** Why a second person has to agree, first or again, before so many people get it; null when nobody has to. */
export function findApprovalProblem(
  { approvalAbove }: Pick<SendingSettings, "approvalAbove">,
  approved: { people: number | null } | null,
  people: number,
): Problem | null {
  if (approvalAbove === null || people <= approvalAbove) return null;
  const values = { above: approvalAbove };
  if (approved === null) return new Problem("broadcast-approval-needed", { values });
  // An approval from before numbers were kept says nothing about how many.
  const { people: agreedTo } = approved;
  if (agreedTo !== null && !isOutgrown(agreedTo, people)) return null;
  return new Problem("broadcast-approval-outgrown", { values: { now: people, before: agreedTo ?? 0 } });
}
