import { db } from "../db";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { enterPhase, noteInMove, toPlan, type Move, type MoveStep } from "./move";
import { countMissing } from "./missing";
import { askForReading, countUnsettled } from "./plan";

const lookEveryMs = 1_000;

/**
 * Nothing is switched over before the Page itself says that everybody has the new label: what an answer said was done is
 * read back, and whoever changed meanwhile is brought in step.
 */
export async function verifyMove(move: Move): Promise<MoveStep> {
  const { jobId, cursor } = move;
  const plan = toPlan(move);
  const isReadBack = await db().jobItem.count({
    where: {
      jobId,
      state: { in: ["done", "unchanged"] },
      ...(cursor.verifiedAt ? { finishedAt: { gte: new Date(cursor.verifiedAt) } } : {}),
    },
  });
  if (cursor.verifiedAt === undefined || isReadBack > 0) {
    const [{ now } = { now: new Date() }] = await db().$queryRaw<
      { now: Date }[]
    >`SELECT clock_timestamp() AS now`;
    await db().$transaction(async (transaction) => {
      await askForReading(transaction, plan, cursor.verifiedAt);
      await noteInMove(transaction, jobId, { verifiedAt: now.toISOString() });
    });
    return { kind: "on" };
  }
  const unsettled = await waitForReading(move);
  if (unsettled) return unsettled;
  const phase = (await countMissing(db(), plan)) > 0 ? "assign" : "switch";
  return db().$transaction((transaction) => enterPhase(transaction, move, phase));
}

/** @returns null when everybody is read and every webhook is applied */
export async function waitForReading({ pageId }: Pick<Move, "pageId">): Promise<MoveStep | null> {
  const { people, webhooks } = await countUnsettled(db(), pageId);
  if (people + webhooks === 0) return null;
  const { syncTrouble } = await db().page.findUniqueOrThrow({ where: { id: pageId } });
  const trouble = toWords(new Problem("label-move-reading", { values: { count: people } }));
  return { kind: "wait", trouble: syncTrouble ?? (people > 0 ? trouble : null), afterMs: lookEveryMs };
}
