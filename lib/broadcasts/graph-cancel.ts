import type { GraphClient } from "../graph/client";
import { GraphError } from "../graph/errors";

/**
 * Cancels a broadcast that Facebook keeps until its time. Cancelling twice does no harm: when the call is refused or has
 * no answer, its state tells; without one nobody knows. @throws GraphError when it cannot be read, or says that it is still
 * to come
 */
export async function takeBackFromGraph(
  graph: GraphClient,
  graphBroadcastId: string,
): Promise<"cancelled" | "begun" | "unknown"> {
  try {
    await graph.cancelBroadcast(graphBroadcastId);
    return "cancelled";
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const { status } = await graph.getBroadcast(graphBroadcastId);
    if (status === null) return "unknown";
    if (/^CANCELL?ED$/i.test(status)) return "cancelled";
    if (/^SCHEDULED$/i.test(status)) throw error;
    return "begun";
  }
}
