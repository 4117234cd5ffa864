import { db } from "../db";
import { GraphError } from "../graph/errors";
import { Problem } from "../problem";

/** Longer than a few calls may take (20 s each): after it, nobody else is still taking it back. */
const heldMs = 120_000;

/**
 * Takes a change back for which Facebook is asked. Of two who do so at once, one does. It counts as unknown from before
 * the Graph is asked until `work` has written down, with its `undoes`, that it happened; refused, it can be tried again.
 * @throws Problem "undo-done", or "undo-under-way" while somebody else is at it
 */
export async function withUndoClaimed(id: bigint, work: () => Promise<unknown>): Promise<void> {
  const before = await claim(id);
  try {
    await work();
  } catch (error) {
    // Of an earlier try that was not answered it is as unknown as it was.
    if (provesNothingDone(error))
      await db().activity.updateMany({ where: { id, undoUnknown: true }, data: before });
    throw error;
  }
}

interface UndoState {
  undoneAt: Date | null;
  undoUnknown: boolean;
}

/** @returns what it was before */
async function claim(id: bigint): Promise<UndoState> {
  return db().$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT FROM activity WHERE id = ${id} FOR UPDATE`;
    const { undoneAt, undoUnknown } = await transaction.activity.findUniqueOrThrow({ where: { id } });
    if (undoneAt !== null && !undoUnknown) throw new Problem("undo-done");
    if (undoneAt !== null && Date.now() - undoneAt.getTime() < heldMs) throw new Problem("undo-under-way");
    await transaction.activity.update({ where: { id }, data: { undoneAt: new Date(), undoUnknown: true } });
    return { undoneAt, undoUnknown };
  });
}

/** What a person can act on was refused before anything was asked, unless the Graph left it open. */
function provesNothingDone(error: unknown): boolean {
  const cause = error instanceof Problem ? error.cause : error;
  return cause instanceof GraphError ? cause.provesNothingDone : error instanceof Problem;
}
