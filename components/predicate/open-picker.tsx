"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Popover } from "@/components/ui/popover";
import type { DraftPredicate } from "@/lib/domain/predicate-draft";
import { changeLabel, insertNode } from "@/lib/domain/predicate-edit";
import type { Block } from "./block";
import { useBlockDeeds, useEditorView } from "./editor-context";
import { LabelPicker } from "./label-picker";
import type { PickingMode } from "./use-predicate-editor";

type OpenPickerProps = { blockId: string; mode: PickingMode; children: ReactNode };

/** The label picker, open at its children. */
export default function OpenPicker({ blockId, mode, children }: OpenPickerProps) {
  const t = useTranslations("predicate.picker");
  const { book } = useEditorView();
  const { activate, editBlock, pick } = useBlockDeeds();
  // Whoever went on to another button keeps the focus there: a menu that just opened would close for its loss.
  const close = (wasLeft: boolean) => {
    pick(null);
    activate(blockId, !wasLeft);
  };
  const label = mode === "change" ? t("change") : t("add");
  return (
    <Popover
      isOpen
      onOpenChange={(isOpen, wasLeft = false) => !isOpen && close(wasLeft)}
      label={label}
      anchor={children}
      onCloseAutoFocus={(event) => event.preventDefault()}
    >
      <LabelPicker
        book={book}
        label={label}
        onPick={(labelId) => editBlock(blockId, (draft, block) => pickLabel(mode, block, labelId, draft))}
      />
    </Popover>
  );
}

function pickLabel(mode: PickingMode, block: Block, labelId: string, draft: DraftPredicate) {
  const label = { op: "LABEL", labelId } as const;
  switch (mode) {
    case "change":
      return changeLabel(draft, block.barePath, labelId);
    case "into":
      return insertNode(draft, block.barePath, block.children.length, label);
    case "after":
      // A predicate that is one label has no group yet: adding to it makes one.
      return block.parent === null
        ? insertNode(draft, block.path, 1, label)
        : insertNode(draft, block.parent.barePath, block.position, label);
  }
}
