import type { Broadcast } from "../generated/prisma/client";
import { getTranslator } from "../messages/translator";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { readSendingSettings } from "../sending-settings/data";
import { findApprovalProblem } from "./approval";
import { compileBroadcast, type BroadcastAudience } from "./compile-broadcast";
import { findStaleness } from "./staleness";
import { readLetterOf } from "./stored-broadcast";

/**
 * The audience as it is now, when Facebook would still reach exactly that one; somebody may have opted out since the
 * start, and of whoever did so in a cache too far behind nobody knows. @throws Problem with what is in the way
 */
export async function requireStillExact(pageId: PageId, broadcast: Broadcast): Promise<BroadcastAudience> {
  const { isCanary, tooLateAt, approvedAt, approvedPeople } = broadcast;
  const question = {
    ...readLetterOf(broadcast),
    isCanary,
    tooLateAt,
    wantsBroadcastApi: true,
    ownId: broadcast.id,
  };
  const staleness = await findStaleness(pageId);
  if (staleness !== null) throw staleness;
  const audience = await compileBroadcast(pageId, question);
  if (audience.decision.way !== "broadcast-api") {
    const why = getTranslator("broadcasts")(`way.why.${audience.decision.why}`);
    throw new Problem("broadcast-api-no-longer", { values: { why } });
  }
  const approved = approvedAt && { people: approvedPeople };
  const approval = findApprovalProblem(await readSendingSettings(pageId), approved, audience.willReceive);
  if (approval !== null) throw approval;
  return audience;
}
