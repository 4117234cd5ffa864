/** The twelve hues of the design tokens, in the order of the colour wheel. */
export const labelHues = [
  "rose",
  "red",
  "orange",
  "amber",
  "lime",
  "green",
  "teal",
  "cyan",
  "blue",
  "indigo",
  "violet",
  "magenta",
] as const;
export type LabelHue = (typeof labelHues)[number];

export function isLabelHue(text: string | null): text is LabelHue {
  return labelHues.some((hue) => hue === text);
}

/** The colour that somebody picked for a label, else the one that follows from its name. */
export function readLabelHue({ hue, name }: { hue: string | null; name: string }): LabelHue {
  return isLabelHue(hue) ? hue : toLabelHue(name);
}

/**
 * A label's colour until somebody picks another: the same for the same text (its id, or its name before it has one)
 * on every machine and in every theme. FNV-1a, because neighbouring ids must not get neighbouring colours.
 */
export function toLabelHue(text: string): LabelHue {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  // The low bits of FNV-1a alternate with the last character; folding the high half in evens them out.
  const mixed = (hash ^ (hash >>> 15)) >>> 0;
  return labelHues[mixed % labelHues.length] ?? "blue";
}
