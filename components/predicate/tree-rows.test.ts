import { describe, expect, test } from "vitest";
import type { Predicate } from "@/lib/domain/predicate";
import { toCountable, toDraft, type DraftPredicate } from "@/lib/domain/predicate-draft";
import { moveNode, toggleMute } from "@/lib/domain/predicate-edit";
import { findBlock, toBlocks } from "./block";
import { toBlockNumbers, type BlockNumbers } from "./block-numbers";
import { createRowReader, type TreeRow } from "./tree-rows";

const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });

/** n0 ALL of: n1 ANY of (n2 a, n3 b), n4 c, n5 ANY of (n6 d, n7 e). */
const draft = toDraft({
  op: "AND",
  operands: [
    { op: "OR", operands: [label("a"), label("b")] },
    label("c"),
    { op: "OR", operands: [label("d"), label("e")] },
  ],
});

/** As many people as the place in the tree, times `times`. */
function count(of: DraftPredicate, times: number): ReadonlyMap<string, BlockNumbers> {
  const { predicate, nodeIds } = toCountable(of)!;
  const nodes = nodeIds.map((_, at) => ({ people: at * times, hits: 0, running: at * times }));
  return toBlockNumbers(predicate, nodeIds, nodes, 100);
}

function view(of: DraftPredicate, { activeId = "n0", numbers = count(of, 1) } = {}) {
  const root = toBlocks(of);
  const active = findBlock(root, activeId)!;
  return {
    editor: { root, active, picking: null },
    book: { isReady: true, everyone: 100, list: [], byId: new Map(), ids: new Set<string>() },
    everyone: 100,
    numbers,
    unmutedNumbers: numbers,
    muteGain: null,
    problemsByBlock: new Map(),
    verdicts: new Map(),
    isReadOnly: false,
  };
}

function listRows(row: TreeRow): TreeRow[] {
  return [row, ...row.rows.flatMap(listRows)];
}

/** The ids of the rows that are drawn again, and of those whose own facts are others. */
function listChanged(old: TreeRow, row: TreeRow) {
  const known = new Map(listRows(old).map((one) => [one.facts.blockId, one]));
  const rows = listRows(row);
  const idsOf = (changed: TreeRow[]) => changed.map(({ facts }) => facts.blockId);
  return {
    drawn: idsOf(rows.filter((one) => known.get(one.facts.blockId) !== one)),
    others: idsOf(rows.filter((one) => known.get(one.facts.blockId)?.facts !== one.facts)),
  };
}

describe("of the editor's rows only those that show something else are drawn again", () => {
  test("none where the same is read anew, numbers and all", () => {
    const read = createRowReader();
    const old = read(view(draft));
    expect(listRows(old)).toHaveLength(8);
    expect(read(view({ ...draft }))).toBe(old);
  });

  test("the two between which the focus goes, in the groups around them", () => {
    const read = createRowReader();
    const old = read(view(draft, { activeId: "n2" }));
    expect(listChanged(old, read(view(draft, { activeId: "n4" })))).toEqual({
      drawn: ["n0", "n1", "n2", "n4"],
      others: ["n2", "n4"],
    });
  });

  test("all whose numbers are others", () => {
    const read = createRowReader();
    const old = read(view(draft));
    const numbers = new Map(count(draft, 1)).set("n7", { people: 70, hits: 7, running: 70, was: 6 });
    expect(listChanged(old, read(view(draft, { numbers })))).toEqual({
      drawn: ["n0", "n5", "n7"],
      // The end of the group's stream holds what its last row left in it.
      others: ["n5", "n7"],
    });
  });

  test("what was moved and its neighbours, before the new numbers are there", () => {
    const read = createRowReader();
    const old = read(view(draft));
    const moved = moveNode(draft, [2, 0], [0], 0).draft;
    const { others } = listChanged(old, read(view(moved, { numbers: count(draft, 1) })));
    expect(others).toEqual(["n1", "n6", "n2", "n3", "n5", "n7"]);
  });
});

test("a row without a number of its own lets through what the counted row before it left", () => {
  const muted = toggleMute(draft, [1]).draft;
  const [, second] = createRowReader()(view(muted)).rows;
  expect(second?.facts).toMatchObject({ isMuted: true, isCounted: false, was: 1, now: 1, effect: "muted" });
});
