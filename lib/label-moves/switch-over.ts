import { recordActivity } from "../activity/mutations";
import { AudienceError, compareAudiences } from "../audience/engine";
import { db, type Transaction } from "../db";
import { announce } from "../page-events";
import { Problem } from "../problem";
import { toWords } from "../problem-words";
import { enterPhase, holdMove, toPlan, type Move, type MoveStep } from "./move";
import { holdUses, moveUses } from "./move-uses";
import { countMissing } from "./missing";
import { isInOtherJob } from "./unfinished";
import { mergeAudience, toWholePredicate } from "./merge-audience";
import { listLabelUses, type UsingBroadcast } from "../labels/uses";

const lookEveryMs = 3_000;

/**
 * The one moment at which everything that speaks of the old labels speaks of the new one: segments, drafts, scheduled
 * broadcasts and frozen lists, in one transaction, while nobody's labels can change.
 */
export async function switchOver(move: Move): Promise<MoveStep> {
  const { pageId, jobId, spec, kind } = move;
  const plan = toPlan(move);
  const sourceIds = new Set(spec.remove.map(({ labelId }) => labelId));
  const keys = spec.remove.map(({ key }) => key);
  if (await isInOtherJob(pageId, jobId, keys)) return waitFor("label-move-other-job");
  const uses = await listLabelUses(db(), pageId, sourceIds);
  const targetId = spec.assign[0]?.labelId ?? "";
  const same = kind === "rename" ? null : await listSame(move, uses.broadcasts, sourceIds, targetId);
  return db().$transaction(async (transaction) => {
    if (!(await holdMove(transaction, move))) return { kind: "on" };
    const held = await holdUses(transaction, move, sourceIds);
    const running = held.broadcasts.find(({ isUnderWay }) => isUnderWay);
    if (running) return waitFor("label-move-broadcast", running.name);
    await transaction.$queryRaw`SELECT FROM audience_version WHERE page_id = ${pageId} FOR UPDATE`;
    if ((await countMissing(transaction, plan)) > 0) return enterPhase(transaction, move, "assign");
    const moved = await moveUses(
      transaction,
      move,
      held,
      (broadcast) => same === null || same.has(toKey(broadcast)),
    );
    await recordMove(transaction, move, moved);
    await announce(pageId, ["labels", "segments", "broadcasts", "activity"], transaction);
    return enterPhase(transaction, move, "delete");
  });
}

export function waitFor(code: "label-move-other-job" | "label-move-broadcast", name = ""): MoveStep {
  return { kind: "wait", trouble: toWords(new Problem(code, { values: { name } })), afterMs: lookEveryMs };
}

/** The broadcasts, as they stand, that go to the same people after the merge: an approval of them holds. */
async function listSame(
  { pageId }: Move,
  broadcasts: readonly UsingBroadcast[],
  sourceIds: ReadonlySet<string>,
  targetId: string,
): Promise<ReadonlySet<string>> {
  const same = new Set<string>();
  for (const broadcast of broadcasts) {
    const before = toWholePredicate(broadcast);
    const after = toWholePredicate(mergeAudience(broadcast, sourceIds, targetId));
    if (before === null || after === null) continue;
    try {
      const [difference] = await compareAudiences(pageId, after, [before]);
      if (difference?.added === 0 && difference.removed === 0) same.add(toKey(broadcast));
    } catch (error) {
      if (!(error instanceof AudienceError)) throw error;
    }
  }
  return same;
}

/** What was compared is this very audience: one that was edited since is another. */
function toKey({ id, predicate, exclusions }: UsingBroadcast): string {
  return JSON.stringify([id, predicate, exclusions.segments]);
}

async function recordMove(
  transaction: Transaction,
  { pageId, jobId, kind, spec, createdById }: Move,
  moved: { segments: number; broadcasts: number },
): Promise<void> {
  const [target] = spec.assign;
  const names = spec.remove.map(({ name }) => name);
  const counted = await transaction.jobItem.count({
    where: { jobId, isAssign: true, OR: [{ reason: null }, { NOT: { reason: "given-up" } }] },
  });
  await recordActivity(transaction, pageId, {
    userId: createdById,
    origin: "dashboard",
    action: kind === "rename" ? "label.renamed" : "label.merged",
    subject: { jobId, labelId: target?.labelId, labelName: target?.name, people: counted, ...moved },
    before: { names },
    after: { names: target ? [target.name] : [] },
  });
}
