/** The stages Messenger itself sets on conversations from lead ads. Source: Custom Labels guide, "Labels for Lead Generations". */
export const leadStageNames = [
  "Lead in Progress",
  "Lead Complete",
  "Lead Disqualified",
  "Lead Incomplete",
] as const;
export type LeadStageName = (typeof leadStageNames)[number];

export type LabelKind = "lead-stage" | "automatic" | "own";

/**
 * Who a label comes from. The Graph gives no sign of it but the name: the four lead stages are known by theirs, and
 * labels made for ads are called `ad_id.…` (seen in Pages' lists, not documented).
 */
export function toLabelKind(name: string): LabelKind {
  if (findLeadStage(name) !== null) return "lead-stage";
  return name.trim().startsWith("ad_id.") ? "automatic" : "own";
}

/** The lead stage a label stands for, whatever its capitals, or null. */
export function findLeadStage(name: string): LeadStageName | null {
  const folded = name.trim().toLowerCase();
  return leadStageNames.find((stage) => stage.toLowerCase() === folded) ?? null;
}
