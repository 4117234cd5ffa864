import { describe, expect, test } from "vitest";
import type { Predicate } from "@/lib/domain/predicate";
import { createDraft, stripIds, toDraft, type DraftPredicate } from "@/lib/domain/predicate-draft";
import { findBlockOfNode, listBlocks, toBlocks } from "./block";
import { runTreeKey } from "./tree-keys";
import type { PredicateEditor } from "./use-predicate-editor";

const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });
const all = (...operands: Predicate[]): Predicate => ({ op: "AND", operands });
const any = (...operands: Predicate[]): Predicate => ({ op: "OR", operands });
const not = (operand: Predicate): Predicate => ({ op: "NOT", operand });

/** An editor without a screen: presses keys at the row that shows a label, and says what the tree is then. */
function press(predicate: Predicate, labelId: string, ...keys: string[]): Predicate {
  let draft: DraftPredicate = toDraft(predicate);
  const start = listBlocks(toBlocks(draft)).find(
    ({ bare }) => bare.op === "LABEL" && bare.labelId === labelId,
  );
  let activeId = start?.id ?? "";
  for (const key of keys) {
    const root = toBlocks(draft);
    const editor = {
      root,
      active: findBlockOfNode(root, activeId) ?? root,
      edit: (change) => {
        const edit = change(draft);
        draft = edit.draft;
        activeId = edit.focusId;
      },
      activate: (id) => {
        activeId = id;
      },
    } as Partial<PredicateEditor> as PredicateEditor;
    const altKey = key.startsWith("Alt+");
    runTreeKey(editor, {
      key: altKey ? key.slice(4) : key,
      altKey,
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
    });
  }
  return stripIds(draft.root);
}

describe("the keys of the tree", () => {
  const tree = all(label("a"), any(label("b"), label("c")), not(label("d")));

  test("Alt with an arrow moves a block among its neighbours, NOT and all", () => {
    expect(press(tree, "d", "Alt+ArrowUp")).toEqual(
      all(label("a"), not(label("d")), any(label("b"), label("c"))),
    );
  });

  test("past the end of its group a block comes out beside the group", () => {
    expect(press(tree, "b", "Alt+ArrowUp")).toEqual(
      all(label("a"), label("b"), any(label("c")), not(label("d"))),
    );
    expect(press(tree, "c", "Alt+ArrowDown")).toEqual(
      all(label("a"), any(label("b")), label("c"), not(label("d"))),
    );
  });

  test("Alt and the right arrow puts a block into the group above it", () => {
    expect(press(tree, "d", "Alt+ArrowRight")).toEqual(
      all(label("a"), any(label("b"), label("c"), not(label("d")))),
    );
  });

  test("N negates the row that has the focus, and takes the NOT off again", () => {
    expect(press(tree, "a", "n")).toEqual(all(not(label("a")), any(label("b"), label("c")), not(label("d"))));
    expect(press(tree, "a", "n", "n")).toEqual(tree);
  });

  test("Enter on a group changes between ALL and ANY", () => {
    expect(press(tree, "b", "ArrowLeft", "Enter")).toEqual(
      all(label("a"), all(label("b"), label("c")), not(label("d"))),
    );
  });

  test("Delete removes the row with its NOT, and the next Delete the row that took its place", () => {
    expect(press(tree, "d", "Delete")).toEqual(all(label("a"), any(label("b"), label("c"))));
    expect(press(all(label("a"), label("b")), "a", "Delete", "Delete")).toEqual(
      stripIds(createDraft("AND").root),
    );
  });
});
