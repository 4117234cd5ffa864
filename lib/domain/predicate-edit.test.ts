import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Predicate } from "./predicate";
import { listPredicateNodes, matches } from "./predicate";
import { anyPredicate } from "./predicate-arbitrary.fixture";
import type { DraftNode } from "./predicate-draft";
import {
  createDraft,
  findDraftNode,
  findDraftPath,
  listDraftOperands,
  stripIds,
  toCountable,
  toDraft,
  toPredicate,
} from "./predicate-draft";
import type { DraftEdit } from "./predicate-edit";
import {
  changeLabel,
  changeOperator,
  duplicateNode,
  insertNode,
  moveNode,
  negateNode,
  removeNode,
  replaceDraft,
  toggleMute,
  unwrapNode,
  wrapNode,
} from "./predicate-edit";
import { createHistory, reduceHistory } from "./predicate-history";

const ids = ["a", "b", "c"];
const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const and = (...operands: Predicate[]): Predicate => ({ op: "AND", operands });
const or = (...operands: Predicate[]): Predicate => ({ op: "OR", operands });
const not = (operand: Predicate): Predicate => ({ op: "NOT", operand });
const treeOf = (edit: DraftEdit) => stripIds(edit.draft.root);
const listIds = (node: DraftNode): string[] => [node.id, ...listDraftOperands(node).flatMap(listIds)];
const paths = (predicate: Predicate) => listPredicateNodes(predicate).map(({ path }) => path);

/** A predicate with two of its places, picked at random. */
const placed = anyPredicate(ids).chain((predicate) => {
  const place = fc.constantFrom(...paths(predicate));
  return fc.record({ predicate: fc.constant(predicate), one: place, other: place, at: fc.nat(4) });
});

describe("editing a segment block by block", () => {
  test("a label is added to a group, at its place, and gets the focus", () => {
    const edit = insertNode(toDraft(or(label("a"), label("b"))), [], 1, label("c"));
    expect(treeOf(edit)).toEqual(or(label("a"), label("c"), label("b")));
    expect(findDraftNode(edit.draft, [1])?.id).toBe(edit.focusId);
  });

  test("adding beside what NOT excludes excludes both", () => {
    const edit = insertNode(toDraft(not(label("a"))), [], 1, label("b"));
    expect(treeOf(edit)).toEqual(not(or(label("a"), label("b"))));
    expect(treeOf(insertNode(edit.draft, [], 9, label("c")))).toEqual(
      not(or(label("a"), label("b"), label("c"))),
    );
  });

  test("adding to a single label asks for both", () => {
    expect(treeOf(insertNode(toDraft(label("a")), [], 1, label("b")))).toEqual(and(label("a"), label("b")));
  });

  test("removing what NOT holds removes the NOT; removing everything leaves an empty group", () => {
    expect(treeOf(removeNode(toDraft(or(label("a"), not(label("b")))), [1, 0]))).toEqual(or(label("a")));
    expect(treeOf(removeNode(toDraft(not(label("b"))), [0]))).toEqual(or());
    expect(treeOf(removeNode(toDraft(and(label("b"))), []))).toEqual(and());
  });

  test("after a removal the focus goes to the next neighbour", () => {
    const draft = toDraft(or(label("a"), label("b"), label("c")));
    expect(removeNode(draft, [1]).focusId).toBe(findDraftNode(draft, [2])?.id);
    expect(removeNode(draft, [2]).focusId).toBe(findDraftNode(draft, [1])?.id);
  });

  test("a block is dropped where it was shown to land, forwards, backwards and in another group", () => {
    const draft = toDraft(or(label("a"), label("b"), and(label("c"))));
    expect(treeOf(moveNode(draft, [0], [], 2))).toEqual(or(label("b"), label("a"), and(label("c"))));
    expect(treeOf(moveNode(draft, [1], [], 0))).toEqual(or(label("b"), label("a"), and(label("c"))));
    expect(treeOf(moveNode(draft, [0], [2], 1))).toEqual(or(label("b"), and(label("c"), label("a"))));
    expect(moveNode(draft, [0], [2], 1).focusId).toBe(draft.root.op === "OR" && draft.root.operands[0]?.id);
  });

  test("a block cannot be dropped into itself", () => {
    const draft = toDraft(or(and(label("a"))));
    expect(moveNode(draft, [0], [0], 0).draft).toBe(draft);
    expect(moveNode(draft, [], [0], 0).draft).toBe(draft);
  });

  test("negating twice is as if nothing happened, from the block or from its NOT", () => {
    const draft = toDraft(or(label("a"), and(label("b"))));
    const negated = negateNode(draft, [1]);
    expect(treeOf(negated)).toEqual(or(label("a"), not(and(label("b")))));
    expect(treeOf(negateNode(negated.draft, [1]))).toEqual(stripIds(draft.root));
    expect(treeOf(negateNode(negated.draft, [1, 0]))).toEqual(stripIds(draft.root));
  });

  test("unwrapping spills a group into the group around it, and is refused where nothing could hold the pieces", () => {
    const draft = toDraft(or(label("a"), and(label("b"), label("c"))));
    expect(treeOf(unwrapNode(draft, [1]))).toEqual(or(label("a"), label("b"), label("c")));
    expect(unwrapNode(draft, []).draft).toBe(draft);
    expect(treeOf(unwrapNode(toDraft(or(not(label("a")))), [0]))).toEqual(or(label("a")));
    expect(treeOf(unwrapNode(toDraft(or(label("a"), and())), [1]))).toEqual(or(label("a")));
  });

  test("a duplicate stands behind its original; a lone block gets a group for both", () => {
    expect(treeOf(duplicateNode(toDraft(and(label("a"), label("b"))), [0]))).toEqual(
      and(label("a"), label("a"), label("b")),
    );
    expect(treeOf(duplicateNode(toDraft(label("a")), []))).toEqual(or(label("a"), label("a")));
  });

  test("ALL of becomes ANY of, and one label another, without a new block", () => {
    const draft = toDraft(and(label("a")));
    const edit = changeOperator(draft, [], "OR");
    expect(treeOf(edit)).toEqual(or(label("a")));
    expect(edit.focusId).toBe(draft.root.id);
    expect(treeOf(changeLabel(edit.draft, [0], "b"))).toEqual(or(label("b")));
    expect(changeLabel(edit.draft, [], "b").draft).toBe(edit.draft);
  });
});

describe("drafts that are not finished", () => {
  test("a muted block keeps a segment from being used, and says where", () => {
    const { draft } = toggleMute(toDraft(or(label("a"), label("b"))), [1]);
    expect(toPredicate(draft)).toEqual({ ok: false, problems: [{ path: [1], code: "muted" }] });
    expect(toPredicate(toggleMute(draft, [1]).draft)).toEqual({
      ok: true,
      predicate: or(label("a"), label("b")),
    });
  });

  test("a mute goes with its block through NOT and back", () => {
    const { draft } = toggleMute(toDraft(or(label("a"), label("b"))), [1]);
    const negated = negateNode(draft, [1]).draft;
    expect(toPredicate(negated)).toEqual({ ok: false, problems: [{ path: [1], code: "muted" }] });
    expect(negateNode(negated, [1]).draft.root).toEqual(draft.root);
  });

  test("an empty group is named, and numbers are shown for the rest", () => {
    const draft = toDraft(or(and(), label("a"), not(and())));
    expect(toPredicate(draft)).toMatchObject({ ok: false, problems: [{ path: [0] }, { path: [2, 0] }] });
    const countable = toCountable(draft);
    expect(countable?.predicate).toEqual(or(label("a")));
    expect(countable?.nodeIds).toEqual([draft.root.id, findDraftNode(draft, [1])?.id]);
  });

  test("an empty draft has no number at all, never everyone", () => {
    expect(toCountable(createDraft())).toBeNull();
    expect(toCountable(toggleMute(toDraft(label("a")), []).draft)).toBeNull();
  });
});

describe("whatever is done to a draft", () => {
  const edits = ({
    predicate,
    one,
    other,
    at,
  }: {
    predicate: Predicate;
    one: number[];
    other: number[];
    at: number;
  }) => {
    const draft = toDraft(predicate);
    return {
      draft,
      made: [
        insertNode(draft, one, at, label("a")),
        removeNode(draft, one),
        moveNode(draft, one, other, at),
        wrapNode(draft, one, "AND"),
        unwrapNode(draft, one),
        negateNode(draft, one),
        changeOperator(draft, one, "OR"),
        duplicateNode(draft, one),
        toggleMute(draft, one),
        replaceDraft(draft, predicate),
        negateNode(draft, [...one, 9]),
      ],
    };
  };

  test("the old draft stays as it was, no id is used twice, and the focus is on the screen", () => {
    fc.assert(
      fc.property(placed, (place) => {
        const { draft, made } = edits(place);
        expect(draft).toEqual(toDraft(place.predicate));
        for (const edit of made) {
          const used = listIds(edit.draft.root);
          expect(new Set(used).size).toBe(used.length);
          expect(used).not.toContain(`n${edit.draft.nextId}`);
          expect(findDraftPath(edit.draft, edit.focusId)).not.toBeNull();
        }
      }),
    );
  });

  test("moving keeps every block that is not a NOT left empty", () => {
    fc.assert(
      fc.property(placed, ({ predicate, one, other, at }) => {
        const moved = treeOf(moveNode(toDraft(predicate), one, other, at));
        const labels = (tree: Predicate) =>
          listPredicateNodes(tree).filter(({ node }) => node.op === "LABEL").length;
        expect(labels(moved)).toBe(labels(predicate));
      }),
    );
  });

  test("wrapping and then unwrapping gives the same tree back", () => {
    fc.assert(
      fc.property(placed, ({ predicate, one }) => {
        const wrapped = wrapNode(toDraft(predicate), one, "OR");
        expect(treeOf(unwrapNode(wrapped.draft, one))).toEqual(predicate);
      }),
    );
  });

  test("negating a whole segment selects exactly the others, and negating again brings everyone back", () => {
    const carried = fc.uniqueArray(fc.constantFrom(...ids)).map((list) => new Set(list));
    fc.assert(
      fc.property(anyPredicate(ids), carried, (predicate, labels) => {
        const once = negateNode(toDraft(predicate), []);
        expect(matches(treeOf(once), labels)).toBe(!matches(predicate, labels));
        expect(matches(treeOf(negateNode(once.draft, [])), labels)).toBe(matches(predicate, labels));
      }),
    );
  });
});

describe("undo and redo", () => {
  test("undo goes back a step with its focus, redo forward, and a new edit forgets the future", () => {
    const start = toDraft(or(label("a")));
    const added = insertNode(start, [], 1, label("b"));
    let history = reduceHistory(createHistory(start), { type: "edit", edit: added });
    history = reduceHistory(history, { type: "undo" });
    expect(history.present.draft).toBe(start);
    expect(reduceHistory(history, { type: "redo" }).present).toBe(added);
    history = reduceHistory(history, { type: "edit", edit: negateNode(start, [0]) });
    expect(reduceHistory(history, { type: "redo" })).toBe(history);
    expect(reduceHistory(createHistory(start), { type: "undo" }).present.draft).toBe(start);
  });

  test("an edit without effect is no step", () => {
    const start = toDraft(or(label("a")));
    const history = reduceHistory(createHistory(start), { type: "edit", edit: unwrapNode(start, [9]) });
    expect(history.past).toEqual([]);
  });
});
