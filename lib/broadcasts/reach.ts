import { graphOf } from "../facebook-pages/data";
import { toGraphProblem } from "../graph-problem";
import { getTranslator } from "../messages/translator";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { compileBroadcast } from "./compile-broadcast";
import { getBroadcast } from "./data";
import { toGraphAudience } from "./graph-ask";

/**
 * How many people Facebook expects a draft to reach through the Broadcast API; null while it has not counted. Asking
 * leaves an estimation with Facebook that nobody sees and no call takes away, so a person asks, not the review by itself.
 * @throws Problem when the draft would not go that way, or Facebook refuses
 */
export async function estimateReach(pageId: PageId, id: string): Promise<number | null> {
  const broadcast = await getBroadcast(pageId, id);
  if (broadcast.state !== "draft") throw new Problem("broadcast-not-draft");
  const { decision } = await compileBroadcast(pageId, broadcast);
  if (decision.way !== "broadcast-api") {
    const why = getTranslator("broadcasts")(`way.why.${decision.why}`);
    throw new Problem("broadcast-api-no-longer", { values: { why } });
  }
  const audience = toGraphAudience(broadcast.predicate, broadcast.exclusions);
  const graph = await graphOf(pageId);
  try {
    return await graph.findReachEstimate(await graph.startReachEstimation(audience));
  } catch (error) {
    throw toGraphProblem(error, pageId);
  }
}
