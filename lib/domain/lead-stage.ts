import { findLeadStage, leadStageNames, type LeadStageName } from "./label-kind";

/** The stages as they stand in addresses, in the order in which they are worked: who is complete waits for an answer. */
export const leadStages = ["complete", "in-progress", "incomplete", "disqualified"] as const;
export type LeadStage = (typeof leadStages)[number];

const stageOfName: Record<LeadStageName, LeadStage> = {
  "Lead Complete": "complete",
  "Lead in Progress": "in-progress",
  "Lead Incomplete": "incomplete",
  "Lead Disqualified": "disqualified",
};

/**
 * Which label stands for each stage on this Page. Messenger knows them by name alone, and names are not unique: of two
 * the one with more customers is taken. A stage without a label is left out.
 */
export function mapLeadStages(
  labels: readonly { labelId: string; name: string; customers: number }[],
): ReadonlyMap<LeadStage, string> {
  const found = labels.flatMap((label) => {
    const name = findLeadStage(label.name);
    return name === null ? [] : [{ ...label, stage: stageOfName[name] }];
  });
  found.sort((one, other) => one.customers - other.customers);
  return new Map(found.map(({ stage, labelId }) => [stage, labelId]));
}

/** The label's name on Messenger. */
export function toLeadStageName(stage: LeadStage): LeadStageName {
  return leadStageNames.find((name) => stageOfName[name] === stage)!;
}
