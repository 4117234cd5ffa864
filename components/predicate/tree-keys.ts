import {
  changeOperator,
  duplicateNode,
  moveNode,
  negateNode,
  removeNode,
  toggleMute,
  unwrapNode,
  wrapNode,
} from "@/lib/domain/predicate-edit";
import { isGroup, listBlocks, type Block } from "./block";
import type { PredicateEditor } from "./use-predicate-editor";

export type TreeKey = {
  key: string;
  altKey: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
};

/** What a key does at the active row. Returns false for a key that means nothing here, so that it goes on its way. */
export function runTreeKey(editor: PredicateEditor, event: TreeKey): boolean {
  if (event.ctrlKey || event.metaKey) return runHistoryKey(editor, event);
  if (event.altKey) return runMoveKey(editor, event.key);
  return runWalkKey(editor, event.key) || runDeedKey(editor, event.key);
}

/** Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y (⌘ on a Mac). */
function runHistoryKey(editor: PredicateEditor, event: TreeKey): boolean {
  const key = event.key.toLowerCase();
  if (key === "z") {
    if (event.shiftKey) editor.redo();
    else editor.undo();
    return true;
  }
  if (key === "y") {
    editor.redo();
    return true;
  }
  return false;
}

function runWalkKey(editor: PredicateEditor, key: string): boolean {
  const blocks = listBlocks(editor.root);
  const at = blocks.findIndex((block) => block.id === editor.active.id);
  const target = (() => {
    switch (key) {
      case "ArrowDown":
        return blocks[at + 1];
      case "ArrowUp":
        return blocks[at - 1];
      case "ArrowRight":
        return editor.active.children[0];
      case "ArrowLeft":
        return editor.active.parent ?? undefined;
      case "Home":
        return blocks[0];
      case "End":
        return blocks.at(-1);
    }
    return null;
  })();
  if (target === null) return false;
  if (target !== undefined) editor.activate(target.id, true);
  return true;
}

function runDeedKey(editor: PredicateEditor, key: string): boolean {
  const block = editor.active;
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case "Enter":
      editBlock(editor, block);
      return true;
    case "a":
      editor.pick({ blockId: block.id, mode: isGroup(block) ? "into" : "after" });
      return true;
    case "n":
      editor.edit((draft) => negateNode(draft, block.path));
      return true;
    case "g":
      editor.edit((draft) => wrapNode(draft, block.path, "OR"));
      return true;
    case "u":
      editor.edit((draft) => unwrapNode(draft, block.barePath));
      return true;
    case "d":
      editor.edit((draft) => duplicateNode(draft, block.path));
      return true;
    case "m":
      editor.edit((draft) => toggleMute(draft, block.path));
      return true;
    case "Delete":
    case "Backspace":
      editor.edit((draft) => removeNode(draft, block.path));
      return true;
  }
  return false;
}

/** Enter: a label asks which, a group changes between ALL and ANY. */
export function editBlock(editor: PredicateEditor, block: Block): void {
  const { bare } = block;
  if (bare.op === "LABEL") editor.pick({ blockId: block.id, mode: "change" });
  else editor.edit((draft) => changeOperator(draft, block.barePath, bare.op === "AND" ? "OR" : "AND"));
}

/** Alt and an arrow: up and down among its neighbours and past the ends of its group, left out of it, right into one. */
function runMoveKey(editor: PredicateEditor, key: string): boolean {
  const target = findMoveTarget(editor.active, key);
  if (target === undefined) return false;
  const { path } = editor.active;
  if (target !== null) editor.edit((draft) => moveNode(draft, path, target.parent.barePath, target.at));
  return true;
}

/** Where a block would go; null when it cannot go there, undefined when the key is not one that moves. */
function findMoveTarget(block: Block, key: string): { parent: Block; at: number } | null | undefined {
  const { parent, position } = block;
  const index = position - 1;
  switch (key) {
    case "ArrowUp":
      if (parent === null) return null;
      return index > 0 ? { parent, at: index - 1 } : beside(parent, 0);
    case "ArrowDown":
      if (parent === null) return null;
      return index < block.setSize - 1 ? { parent, at: index + 2 } : beside(parent, 1);
    case "ArrowLeft":
      return parent === null ? null : beside(parent, 1);
    case "ArrowRight": {
      const before = parent?.children[index - 1];
      return before !== undefined && isGroup(before) ? { parent: before, at: before.children.length } : null;
    }
  }
  return undefined;
}

/** Right before (0) or right after (1) a block, in the group that holds it. */
function beside(block: Block, offset: 0 | 1): { parent: Block; at: number } | null {
  return block.parent === null ? null : { parent: block.parent, at: block.position - 1 + offset };
}
