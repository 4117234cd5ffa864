import { changeLabel } from "../customers/mutations";
import { mapLeadStages, toLeadStageName, type LeadStage } from "../domain/lead-stage";
import { listLabels } from "../labels/data";
import type { PageId } from "../page-id";
import { Problem } from "../problem";

/**
 * Moves a lead to another stage: the new label first, then the old one off, so that whatever happens between the lead
 * never falls out of all stages.
 * @throws Problem "lead-stage-missing" when the Page has no label for one of them
 */
export async function swapStage(
  pageId: PageId,
  userId: string,
  { psid, from, to }: { psid: string; from: LeadStage; to: LeadStage },
): Promise<void> {
  if (from === to) return;
  const labelOf = mapLeadStages((await listLabels(pageId)).labels);
  const labelIdOf = (stage: LeadStage) => {
    const labelId = labelOf.get(stage);
    if (labelId !== undefined) return labelId;
    throw new Problem("lead-stage-missing", { values: { name: toLeadStageName(stage) } });
  };
  const [old, next] = [labelIdOf(from), labelIdOf(to)];
  await changeLabel(pageId, userId, { action: "assign", psid, labelId: next });
  await changeLabel(pageId, userId, { action: "remove", psid, labelId: old });
}
