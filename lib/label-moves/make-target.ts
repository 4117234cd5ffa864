import { db } from "../db";
import { readLabelHue } from "../domain/label-hue";
import { GraphError } from "../graph/errors";
import { saveLabels } from "../labels/mutations";
import { announce } from "../page-events";
import { toGraphProblem } from "../graph-problem";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { enterPhase, holdMove, meetTrouble, noteInMove, type Move, type MoveStep } from "./move";

/**
 * Makes the label of the new name on the Page. First it is written down which labels of that name there are: one that
 * is there later and was not then is ours, made before a kill or without an answer, and is not made a second time.
 */
export async function makeTarget(move: Move): Promise<MoveStep> {
  const { jobId, graph, cursor, spec } = move;
  const name = spec.newName ?? "";
  try {
    if (cursor.namesakeIds === undefined) {
      await noteInMove(db(), jobId, { namesakeIds: await listNamesakes(move) });
      return { kind: "on" };
    }
    return await keepTarget(move, (await findMade(move)) ?? (await graph.createLabel(name)).id, name);
  } catch (error) {
    if (error instanceof GraphError && error.kind === "invalid") return failMove(move, error);
    return meetTrouble(move, error);
  }
}

/** The label that this job made on the Page and had no time to write down; null when there is none. */
export async function findMade(move: Move): Promise<string | null> {
  const namesakes = await listNamesakes(move);
  return namesakes.find((id) => !move.cursor.namesakeIds?.includes(id)) ?? null;
}

async function listNamesakes({ graph, spec }: Move): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id, name } of graph.listLabels()) if (name === spec.newName) ids.push(id);
  return ids;
}

async function keepTarget(move: Move, labelId: string, name: string): Promise<MoveStep> {
  const { pageId, spec } = move;
  return db().$transaction(async (transaction) => {
    const isHeld = await holdMove(transaction, move);
    await saveLabels(transaction, pageId, [{ id: labelId, name }]);
    const { key } = await transaction.label.findUniqueOrThrow({
      where: { pageId_labelId: { pageId, labelId } },
    });
    // The look stays with the label: it is the same label to whoever works here.
    const old = await transaction.label.findUnique({ where: { key: spec.remove[0]?.key ?? 0 } });
    if (old) {
      const { description, groupName } = old;
      const look = { hue: readLabelHue(old), description, groupName };
      await transaction.label.update({ where: { key }, data: look });
    }
    await announce(pageId, ["labels", "jobs"], transaction);
    const made = { ...spec, assign: [{ key, labelId, name }] };
    if (isHeld) return enterPhase(transaction, move, "assign", made);
    // Paused or cancelled while it was being made: what was made is not forgotten.
    await transaction.job.update({ where: { id: move.jobId }, data: { spec: made } });
    return { kind: "on" };
  });
}

/** Facebook will not have a label of this name. Nothing was done, so nothing is left. */
async function failMove({ pageId, jobId }: Move, error: GraphError): Promise<MoveStep> {
  const problem = toGraphProblem(error, pageId);
  const trouble = problem instanceof Problem ? toWords(problem) : error.message;
  await db().job.updateMany({
    where: { id: jobId, state: "running" },
    data: { state: "failed", trouble, finishedAt: new Date() },
  });
  await announce(pageId, ["jobs", "activity"]);
  return { kind: "over" };
}
