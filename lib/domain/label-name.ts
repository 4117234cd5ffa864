/**
 * Our own limit for NEW labels, in code points. The platform documents none; labels that come from the Graph are kept
 * however long they are.
 */
export const labelNameLengthMax = 64;

export type LabelNameVerdict =
  | { ok: true; name: string }
  | { ok: false; code: "empty" }
  | { ok: false; code: "too-long"; length: number; lengthMax: number }
  | { ok: false; code: "control-character" };

/** The name as it will be created, without the space around it, or what is wrong with it. */
export function checkLabelName(input: string): LabelNameVerdict {
  const name = input.trim();
  const length = [...name].length;
  // A name of joiners and marks alone would be a label that nobody can see or click.
  if (!/[^\p{Cf}\p{Z}\p{Cc}\p{M}]/u.test(name)) return { ok: false, code: "empty" };
  if (/[\p{Cc}\u2028\u2029\p{Cs}]/u.test(name)) return { ok: false, code: "control-character" };
  if (length > labelNameLengthMax)
    return { ok: false, code: "too-long", length, lengthMax: labelNameLengthMax };
  return { ok: true, name };
}

/** Two names that look the same to a person: for warning, since the Graph allows duplicates. */
export function foldLabelName(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
}
