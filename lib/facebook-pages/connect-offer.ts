import { GraphError } from "../graph/errors";
import { toGraphReadProblem } from "../graph-problem";
import { mintPageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { checkConnection } from "./connection-check";
import { listOfferedPages, type OfferedPage } from "./offered-token";
import type { ConnectOffer } from "./schema";

/** @param chosenId the Page whose needs are looked into */
export async function readConnectOffer(
  viewer: { user: { id: string }; pages: readonly { id: string }[] },
  chosenId: string | null,
): Promise<ConnectOffer> {
  try {
    const offered = await listOfferedPages(viewer.user.id);
    const isConnected = ({ id }: { id: string }) => viewer.pages.some((page) => page.id === id);
    const chosen = offered?.find(({ id }) => id === chosenId) ?? onlyOne(offered);
    return {
      pages: offered?.map(({ id, name }) => ({ id, name, isConnected: isConnected({ id }) })) ?? null,
      chosen: chosen && {
        id: chosen.id,
        name: chosen.name,
        reading: await checkConnection({ ...chosen, isConnected: false }),
        isConnected: isConnected(chosen),
      },
      trouble: null,
    };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const problem = toGraphReadProblem(error, mintPageId(chosenId ?? ""));
    const trouble = problem instanceof Problem ? toWords(problem) : error.message;
    return { pages: null, chosen: null, trouble };
  }
}

/** A pasted Page token leaves nothing to choose. */
function onlyOne(offered: readonly OfferedPage[] | null): OfferedPage | null {
  return offered?.length === 1 ? (offered[0] ?? null) : null;
}
