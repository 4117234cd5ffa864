"use client";

import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslations } from "use-intl";
import { BlockItem } from "./block-item";
import { useEditorView } from "./editor-context";
import { usePickerSoon } from "./picking-popover";
import { TreeDrag } from "./tree-drag";
import { runTreeKey } from "./tree-keys";
import { createRowReader } from "./tree-rows";

/** The blocks: a tree in which Tab reaches one row and the arrows the others. */
export function PredicateTree() {
  const t = useTranslations("predicate.tree");
  const view = useEditorView();
  const { editor, isReadOnly } = view;
  const [readRows] = useState(createRowReader);
  const root = useMemo(() => readRows(view), [readRows, view]);
  const instructionsId = useId();
  const tree = useRef<HTMLUListElement>(null);
  usePickerSoon();
  useFocusActive(tree, editor.focusTick, editor.active.id);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Only the rows listen: keys typed into a picker or pressed on a button mean what they mean there.
    const row = event.target instanceof HTMLElement ? event.target.dataset.block : undefined;
    if (row === undefined || event.defaultPrevented) return;
    // A picker that is about to open takes what is typed: no letter of a name may become a deed.
    if (editor.picking !== null) return;
    if (isReadOnly && !isWalkKey(event)) return;
    if (runTreeKey(editor, event)) event.preventDefault();
  };

  return (
    <TreeDrag instructionsId={instructionsId}>
      <div
        aria-hidden
        className="node-grid border-b border-line ps-2 pe-1 pb-1.5 text-xs text-ink-muted max-md:hidden"
      >
        <span>{t("block")}</span>
        <span className="text-end">{t("effect")}</span>
        <span>{t("share")}</span>
        <span className="text-end">{t("people")}</span>
        <span />
      </div>
      <ul
        ref={tree}
        role="tree"
        aria-label={t("label")}
        aria-describedby={instructionsId}
        className="streams"
        onKeyDown={onKeyDown}
      >
        <BlockItem row={root} />
      </ul>
    </TreeDrag>
  );
}

function isWalkKey(event: KeyboardEvent): boolean {
  return !event.altKey && /^(Arrow|Home$|End$)/.test(event.key);
}

function useFocusActive(tree: { current: HTMLElement | null }, focusTick: number, activeId: string): void {
  const seen = useRef(focusTick);
  useEffect(() => {
    if (seen.current === focusTick) return;
    seen.current = focusTick;
    tree.current?.querySelector<HTMLElement>(`[data-block="${activeId}"]`)?.focus();
  }, [tree, focusTick, activeId]);
}
