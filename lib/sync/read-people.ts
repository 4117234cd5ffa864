import type { GraphClient } from "../graph/client";
import { GraphError } from "../graph/errors";
import { readPeopleMax, type GraphPerson } from "../graph/profiles";

/** Batches that are under way together: the Graph answers them as fast as one, and they are written down as one. */
const batchesAtOnce = 8;

/** People whom one call of `readManyPeople` takes. */
export const readManyMax = batchesAtOnce * readPeopleMax;

/**
 * Profiles and labels of at most `readManyMax` people, in their order; undefined for those of a batch that got no
 * answer. `trouble` says why the first of such batches got none.
 */
export async function readManyPeople(
  graph: Pick<GraphClient, "readPeople">,
  psids: readonly string[],
): Promise<{ people: (GraphPerson | undefined)[]; trouble: GraphError | null }> {
  if (psids.length > readManyMax) throw new RangeError(`At most ${readManyMax} people at once`);
  const batches: string[][] = [];
  for (let at = 0; at < psids.length; at += readPeopleMax) batches.push(psids.slice(at, at + readPeopleMax));
  const answers = await Promise.allSettled(batches.map((batch) => graph.readPeople(batch)));
  const troubles = answers.flatMap((answer) =>
    answer.status === "rejected" ? [toTrouble(answer.reason)] : [],
  );
  return {
    people: answers.flatMap((answer, at) =>
      answer.status === "fulfilled" ? answer.value : batches[at]!.map(() => undefined),
    ),
    trouble: troubles[0] ?? null,
  };
}

/** @throws what is no answer of the Graph: a mistake of ours must not pass for a pause */
function toTrouble(reason: unknown): GraphError {
  if (reason instanceof GraphError) return reason;
  throw reason instanceof Error ? reason : new Error(String(reason));
}
