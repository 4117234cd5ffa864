"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Popover } from "@/components/ui/popover";
import { changeLabel, insertNode } from "@/lib/domain/predicate-edit";
import type { Block } from "./block";
import { useEditorView } from "./editor-context";
import { LabelPicker } from "./label-picker";
import type { Picking } from "./use-predicate-editor";

type Mode = NonNullable<Picking>["mode"];

/** The label picker at the place where it was asked for; the child is what it stands at. */
export function PickingPopover({
  block,
  modes,
  children,
}: {
  block: Block;
  modes: readonly Mode[];
  children: ReactNode;
}) {
  const t = useTranslations("predicate.picker");
  const { editor, book } = useEditorView();
  const picking = editor.picking;
  const mode = picking?.blockId === block.id && modes.includes(picking.mode) ? picking.mode : null;
  if (mode === null) return <>{children}</>;

  const close = () => {
    editor.pick(null);
    editor.activate(block.id, true);
  };
  return (
    <Popover
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      label={mode === "change" ? t("change") : t("add")}
      anchor={children}
      onCloseAutoFocus={(event) => event.preventDefault()}
    >
      <LabelPicker
        book={book}
        label={mode === "change" ? t("change") : t("add")}
        onPick={(labelId) => editor.edit((draft) => pickLabel(mode, block, labelId, draft))}
      />
    </Popover>
  );
}

function pickLabel(mode: Mode, block: Block, labelId: string, draft: Parameters<typeof insertNode>[0]) {
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
