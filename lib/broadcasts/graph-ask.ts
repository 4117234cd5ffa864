import { db } from "../db";
import { toOnePredicate } from "../domain/broadcast-way";
import type { MessageContent } from "../domain/message-content";
import { fillMessageText } from "../domain/message-text";
import { toBroadcastAudience } from "../domain/predicate-targeting";
import { graphOf } from "../facebook-pages/data";
import { Prisma, type Broadcast } from "../generated/prisma/client";
import { toGraphReadProblem } from "../graph-problem";
import type { GraphAudience, GraphCreativeMessage } from "../graph/broadcasts";
import type { GraphClient } from "../graph/client";
import { GraphError } from "../graph/errors";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { writeLines } from "./frozen-lines";
import { toGraphContent } from "./graph-content";
import { enqueueWatch, failOnGraph, takeFromGraph } from "./graph-settle";
import { requireStillExact } from "./graph-exact";
import { holdBack } from "./hold-back";
import { enqueuePreparing } from "./start";
import { readLetterOf } from "./stored-broadcast";

/** After trouble that passes by itself, and while another broadcast of the Page has no answer. */
const askAgainAfterMs = 15_000;
const watchAfterMs = 2_000;

/**
 * Has Facebook send a broadcast through the Broadcast API, at once or at its time: one call, written down before it is
 * made. Without an answer it is unknown, and settled by looking at the Page's broadcasts; it is never made again by
 * itself. @throws Problem when the audience is no longer what Facebook would reach
 */
export async function askForBroadcast(pageId: PageId, broadcast: Broadcast): Promise<void> {
  const { id } = broadcast;
  if (broadcast.graphState !== null) {
    // A kill cut an earlier try short: whether the call was made, nobody here knows.
    await db().broadcast.updateMany({ where: { id, graphState: "asking" }, data: { graphState: "unknown" } });
    await enqueueWatch(pageId, id, watchAfterMs);
    return;
  }
  const audience = await requireStillExact(pageId, broadcast);
  const graph = await graphOf(pageId);
  const letter = readLetterOf(broadcast);
  const target = toGraphAudience(letter.predicate, letter.exclusions);
  let messageCreativeId: string;
  try {
    const graphKnownIds = await listIds(graph);
    messageCreativeId = await graph.createMessageCreative(toCreative(letter.content));
    const graphReach = await graph.findReachEstimate(await graph.startReachEstimation(target));
    if (!(await claim(pageId, id, { graphKnownIds, graphReach }))) return;
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    await askLater(pageId, id, error);
    return;
  }
  const scheduleAt = broadcast.scheduledAt ?? undefined;
  const lines = { state: "handed", at: scheduleAt ?? new Date() } as const;
  if (!(await writeLines(pageId, id, audience.listReceivers(), lines))) return;
  if (!(await isExactToTheLast(pageId, id))) return;
  // Its lines may have taken minutes, and what appears on the Page is compared with the time of the call.
  const asked = {
    where: { id, state: "preparing", graphState: "asking" },
    data: { graphAskedAt: new Date() },
  } as const;
  if ((await db().broadcast.updateMany(asked)).count === 0) return;
  const request = { messageCreativeId, audience: target, messagingType: "UPDATE", scheduleAt } as const;
  try {
    await takeFromGraph(pageId, broadcast, await graph.sendBroadcast(request));
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    await afterCall(pageId, id, error);
  }
}

/** Somebody may have opted out while all this was made ready: then it is a draft again, and nothing is asked for. */
async function isExactToTheLast(pageId: PageId, id: string): Promise<boolean> {
  for (;;) {
    const claimed = await db().broadcast.findUniqueOrThrow({ where: { id } });
    if (claimed.state !== "preparing") return false;
    try {
      await requireStillExact(pageId, claimed);
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (await holdBack(pageId, claimed, error)) return false;
    }
  }
}

/**
 * Of two runs, or of a run and whoever cancelled meanwhile, one goes on; and of a Page's broadcasts one at a time, so
 * that what appears on the Page is the one that was asked for. @returns whether this run may call
 */
async function claim(
  pageId: PageId,
  id: string,
  known: { graphKnownIds: string[]; graphReach: number | null },
): Promise<boolean> {
  try {
    const { count } = await db().broadcast.updateMany({
      where: { id, state: "preparing", graphState: null },
      data: { ...known, graphState: "asking", graphAskedAt: new Date(), stoppedReason: null },
    });
    return count > 0;
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (!isTaken) throw error;
    await askAgain(pageId, id, toWords(new Problem("broadcast-api-busy")));
    return false;
  }
}

/** Before the call: nothing was sent. Trouble that passes is waited for, other trouble ends it with the reason. */
async function askLater(pageId: PageId, id: string, error: GraphError): Promise<void> {
  const words = toTroubleWords(pageId, error);
  if (error.isRetryable) await askAgain(pageId, id, words, error.regainAccessMs ?? askAgainAfterMs);
  else await failOnGraph(pageId, id, words);
}

/** The call was made: only an answer that proves nothing was done lets it be made again. */
async function afterCall(pageId: PageId, id: string, error: GraphError): Promise<void> {
  if (!error.provesNothingDone) {
    await db().broadcast.updateMany({ where: { id, graphState: "asking" }, data: { graphState: "unknown" } });
    await enqueueWatch(pageId, id, watchAfterMs);
    await announce(pageId, ["broadcasts"]);
    return;
  }
  if (!error.isRetryable) {
    await failOnGraph(pageId, id, toTroubleWords(pageId, error));
    return;
  }
  await db().$transaction([
    db().delivery.deleteMany({ where: { broadcastId: id, state: "handed" } }),
    db().broadcast.updateMany({ where: { id, graphState: "asking" }, data: { graphState: null } }),
  ]);
  await askLater(pageId, id, error);
}

async function askAgain(
  pageId: PageId,
  id: string,
  stoppedReason: string,
  afterMs = askAgainAfterMs,
): Promise<void> {
  const where = { id, state: "preparing", graphState: null } as const;
  await db().broadcast.updateMany({ where, data: { stoppedReason } });
  await enqueuePreparing(db(), pageId, id, new Date(Date.now() + afterMs));
  await announce(pageId, ["broadcasts"]);
}

function toTroubleWords(pageId: PageId, error: GraphError): string {
  const problem = toGraphReadProblem(error, pageId);
  return problem instanceof Problem ? toWords(problem) : error.message;
}

async function listIds(graph: GraphClient): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of graph.listBroadcasts()) ids.push(id);
  return ids;
}

/** Everyone, or the one predicate that says whom it is for. */
export function toGraphAudience(...audience: Parameters<typeof toOnePredicate>): GraphAudience {
  const predicate = toOnePredicate(...audience);
  return predicate === null ? "every-open-conversation" : toBroadcastAudience(predicate);
}

/** Facebook fills the first name in, or takes the whole fallback text for whoever has none. */
function toCreative(content: MessageContent): GraphCreativeMessage {
  if (content.kind !== "text" || !content.text.includes("{first_name")) return toGraphContent(content);
  const named = content.text.replaceAll(/\{first_name(?:\|[^{}]*)?\}/g, "{first_name}");
  const fallback = fillMessageText(content.text, { firstName: null });
  return { dynamicText: { text: named, fallbackText: fallback.ok ? fallback.text : content.text } };
}
