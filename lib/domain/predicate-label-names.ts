import { foldLabelName } from "./label-name";

/** A label as texts name it. */
export type NamedLabel = { labelId: string; name: string };

export type LabelNameResolution =
  | { ok: true; labelId: string }
  | { ok: false; code: "unknown-label"; name: string | null; labelId: string | null }
  | { ok: false; code: "shared-name"; name: string; labelIds: string[] }
  | { ok: false; code: "name-differs"; name: string; labelId: string; nameNow: string };

/** A Page's labels by what people write. The Graph lets two labels share a name, so a name alone may not be enough. */
export class LabelNames {
  private readonly nameById = new Map<string, string>();
  private readonly idsByName = new Map<string, string[]>();
  private idsByFoldedName: Map<string, string[]> | null = null;

  constructor(labels: readonly NamedLabel[]) {
    for (const { labelId, name } of labels) this.nameById.set(labelId, name);
    for (const [labelId, name] of this.nameById) addTo(this.idsByName, name, labelId);
  }

  findName(labelId: string): string | null {
    return this.nameById.get(labelId) ?? null;
  }

  isShared(name: string): boolean {
    return (this.idsByName.get(name)?.length ?? 0) > 1;
  }

  /**
   * The label that a text means by a name, an id, or both. A name is taken letter for letter first; only when no label
   * has it so, capitals and spacing are forgiven.
   */
  resolve(name: string | null, labelId: string | null): LabelNameResolution {
    if (labelId !== null) return this.resolveId(name, labelId);
    const ids = this.listIds(name ?? "");
    const [only] = ids;
    if (name === null || only === undefined) return { ok: false, code: "unknown-label", name, labelId };
    if (ids.length > 1) return { ok: false, code: "shared-name", name, labelIds: ids };
    return { ok: true, labelId: only };
  }

  private resolveId(name: string | null, labelId: string): LabelNameResolution {
    const nameNow = this.nameById.get(labelId);
    if (nameNow === undefined) return { ok: false, code: "unknown-label", name, labelId };
    // A name beside an id is what the writer believes; when the two disagree, nobody can tell which was meant.
    if (name !== null && foldLabelName(name) !== foldLabelName(nameNow)) {
      return { ok: false, code: "name-differs", name, labelId, nameNow };
    }
    return { ok: true, labelId };
  }

  private listIds(name: string): string[] {
    const exact = this.idsByName.get(name);
    if (exact !== undefined) return exact;
    if (this.idsByFoldedName === null) {
      this.idsByFoldedName = new Map();
      for (const [labelId, known] of this.nameById)
        addTo(this.idsByFoldedName, foldLabelName(known), labelId);
    }
    return this.idsByFoldedName.get(foldLabelName(name)) ?? [];
  }
}

function addTo(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
