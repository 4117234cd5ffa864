import { foldText } from "./fold-text";

/**
 * Labels whose names a person would take for one another: they differ in capitals, accents, spaces, punctuation or a
 * plural s alone. The Graph allows even two of the same name. Groups of at least two, in the order they were given.
 */
export function groupLookAlikes<Label extends { name: string }>(labels: readonly Label[]): Label[][] {
  const groups = new Map<string, Label[]>();
  for (const label of labels) {
    const key = toLikeness(label.name);
    if (key !== "") groups.set(key, [...(groups.get(key) ?? []), label]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function toLikeness(name: string): string {
  return foldText(name)
    .split(/[^\p{L}\p{N}+]+/u)
    .map((word) => word.replace(/([^s])s$/u, "$1"))
    .join("");
}
