import type { DraftProblem } from "@/lib/domain/predicate-draft";
import type { LabelHue } from "@/lib/domain/label-hue";
import type { Block } from "./block";
import type { EditorView } from "./editor-context";
import type { PickingMode, PredicateEditor } from "./use-predicate-editor";

/** What a row does to the number of its group, by the key of its words. */
type RowEffect = "muted" | "mutedSame" | "mutedAdds" | "mutedTakes" | "from" | "leaves" | "adds";

/** Everything a row shows, as plain values. */
export type RowFacts = {
  blockId: string;
  /** The group it lies in, or null for the outermost row. */
  parentId: string | null;
  parentOp: "AND" | "OR" | null;
  level: number;
  position: number;
  setSize: number;
  /** A group's operator, or null for a label. */
  op: "AND" | "OR" | null;
  operands: number;
  negations: number;
  /** Empty for a group. */
  labelId: string;
  /** Null while the labels load, and for one that is not the Page's. */
  labelName: string | null;
  hue: LabelHue | null;
  /** The label is gone from the Page. */
  isGone: boolean;
  isMuted: boolean;
  isSilent: boolean;
  isActive: boolean;
  isReadOnly: boolean;
  people: number | undefined;
  hits: number;
  everyone: number;
  /** The stream beside it: what flows in, what flows on, and whether its own number is between the two. */
  was: number;
  now: number;
  isCounted: boolean;
  /** What its own stream holds at its end, for a group. */
  held: number;
  effect: RowEffect | null;
  effectCount: number;
  problem: DraftProblem | undefined;
  /** Of the person who is being explained; undefined while nobody is. */
  isTrue: boolean | undefined;
  isDecisive: boolean;
  picking: PickingMode | null;
};

/** What the rows are read from. */
type TreeView = Omit<EditorView, "editor" | "onPreview"> & {
  editor: Pick<PredicateEditor, "root" | "active" | "picking">;
};

/** A row with the rows inside it. */
export type TreeRow = { facts: RowFacts; rows: readonly TreeRow[] };

/**
 * Reads the rows of the tree again and again. What shows the same as the last time is the very same object, be it a row's
 * facts or a row with all that is in it: of hundreds of rows few change at a time, and React passes the others over.
 */
export function createRowReader(): (view: TreeView) => TreeRow {
  let known: ReadonlyMap<string, TreeRow> = new Map();
  return (view) => {
    const read = new Map<string, TreeRow>();
    const readRow = (block: Block, before: number): TreeRow => {
      let held = 0;
      const rows = block.children.map((child) => {
        const row = readRow(child, held);
        held = view.numbers.get(child.id)?.running ?? held;
        return row;
      });
      const row = reuse(known.get(block.id), { facts: toFacts(block, view, { before, held }), rows });
      read.set(block.id, row);
      return row;
    };
    const root = readRow(view.editor.root, 0);
    known = read;
    return root;
  };
}

function reuse(old: TreeRow | undefined, row: TreeRow): TreeRow {
  if (old === undefined) return row;
  const facts = areSame(old.facts, row.facts) ? old.facts : row.facts;
  const isWhole = old.rows.length === row.rows.length && row.rows.every((one, at) => one === old.rows[at]);
  return facts === old.facts && isWhole ? old : { facts, rows: row.rows };
}

function areSame(old: RowFacts, facts: RowFacts): boolean {
  for (const key in facts) {
    const [one, other] = [old[key as keyof RowFacts], facts[key as keyof RowFacts]];
    if (one !== other && !areSameProblem(one, other)) return false;
  }
  return true;
}

/** Problems are found anew with every change; they are few. */
function areSameProblem(one: unknown, other: unknown): boolean {
  return (
    typeof one === "object" && typeof other === "object" && JSON.stringify(one) === JSON.stringify(other)
  );
}

/** @param stream what flows where a row has no number of its own: what the counted row before it left */
function toFacts(block: Block, view: TreeView, stream: { before: number; held: number }): RowFacts {
  const { editor, book, everyone, isReadOnly } = view;
  const { bare, parent } = block;
  const flow = view.numbers.get(block.id);
  const numbers = block.isSilent ? view.unmutedNumbers.get(block.id) : flow;
  const found = view.problemsByBlock.get(block.id);
  const verdict = view.verdicts.get(block.id);
  const entry = bare.op === "LABEL" ? book.byId.get(bare.labelId) : undefined;
  return {
    blockId: block.id,
    parentId: parent?.id ?? null,
    parentOp: parent === null || parent.bare.op === "LABEL" ? null : parent.bare.op,
    level: block.level,
    position: block.position,
    setSize: block.setSize,
    op: bare.op === "LABEL" ? null : bare.op,
    operands: block.children.length,
    negations: block.negations,
    labelId: bare.op === "LABEL" ? bare.labelId : "",
    labelName: entry?.name ?? null,
    hue: entry?.hue ?? null,
    isGone: bare.op === "LABEL" && book.isReady && entry === undefined,
    isMuted: block.isMuted,
    isSilent: block.isSilent,
    isActive: editor.active.id === block.id,
    isReadOnly,
    people: numbers?.people,
    hits: numbers?.hits ?? 0,
    everyone,
    was: flow?.was ?? stream.before,
    now: flow?.running ?? stream.before,
    isCounted: flow !== undefined,
    held: stream.held,
    ...toEffect(block, numbers, view),
    // A muted row says so by its looks and by its effect; that is its problem too, but saying it twice is noise.
    problem: found?.code === "muted" ? undefined : found,
    isTrue: verdict?.isTrue,
    isDecisive: verdict?.isDecisive ?? false,
    picking: editor.picking?.blockId === block.id ? editor.picking.mode : null,
  };
}

/** What a row does to the number of its group; null where there is nothing to say. */
function toEffect(
  block: Block,
  numbers: { running: number; was: number } | undefined,
  { everyone, muteGain }: TreeView,
): { effect: RowEffect | null; effectCount: number } {
  if (block.isMuted) {
    if (muteGain === null) return { effect: "muted", effectCount: 0 };
    if (muteGain === 0) return { effect: "mutedSame", effectCount: 0 };
    return { effect: muteGain > 0 ? "mutedAdds" : "mutedTakes", effectCount: Math.abs(muteGain) };
  }
  const nothing = { effect: null, effectCount: 0 };
  if (block.isSilent || numbers === undefined) return nothing;
  if (block.parent === null) {
    return block.bare.op === "AND" ? { effect: "from", effectCount: everyone } : nothing;
  }
  if (block.position === 1) return nothing;
  if (block.parent.bare.op === "AND") return { effect: "leaves", effectCount: numbers.running };
  return { effect: "adds", effectCount: numbers.running - numbers.was };
}
