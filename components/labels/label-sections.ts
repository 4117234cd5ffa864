import type { LabelKind } from "@/lib/domain/label-kind";
import type { LabelRow } from "@/lib/labels/schema";

/** By what the table's rows stand together. */
export const labelOrders = ["kind", "group"] as const;
export type LabelOrder = (typeof labelOrders)[number];

export type LabelSection = { labels: LabelRow[] } & (
  | { by: "kind"; kind: LabelKind }
  /** Null for those in none. */
  | { by: "group"; groupName: string | null }
);

const kinds: readonly LabelKind[] = ["lead-stage", "own", "automatic"];

/** Lead stages first, then your own: different people set them. Or by group, those in none last. */
export function toLabelSections(labels: readonly LabelRow[], order: LabelOrder): LabelSection[] {
  const sections: LabelSection[] =
    order === "kind"
      ? kinds.map((kind) => ({ by: "kind", kind, labels: labels.filter((label) => label.kind === kind) }))
      : [...listGroupNames(labels), null].map((groupName) => ({
          by: "group",
          groupName,
          labels: labels.filter((label) => label.groupName === groupName),
        }));
  return sections.filter((section) => section.labels.length > 0);
}

export function listGroupNames(labels: readonly LabelRow[]): string[] {
  const names = new Set(labels.flatMap(({ groupName }) => groupName ?? []));
  return [...names].sort((one, other) => one.localeCompare(other, "en"));
}
