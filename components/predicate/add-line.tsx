"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "use-intl";
import { insertNode } from "@/lib/domain/predicate-edit";
import type { Block } from "./block";
import { useEditorView } from "./editor-context";
import { PickingPopover } from "./picking-popover";

/** The end of a group: where the next label or group goes. For pointers; `A` and `G` do the same from the rows. */
export function AddLine({ block }: { block: Block }) {
  const t = useTranslations("predicate.deed");
  const { editor } = useEditorView();
  const addGroup = () =>
    editor.edit((draft) =>
      insertNode(draft, block.barePath, block.children.length, {
        op: block.bare.op === "AND" ? "OR" : "AND",
        operands: [],
      }),
    );
  return (
    <div className="flex gap-1">
      <PickingPopover block={block} modes={["into"]}>
        <button
          type="button"
          tabIndex={-1}
          className={addClass}
          onClick={() => editor.pick({ blockId: block.id, mode: "into" })}
        >
          <Plus size={12} aria-hidden />
          {t("addLabel")}
        </button>
      </PickingPopover>
      <button type="button" tabIndex={-1} className={addClass} onClick={addGroup}>
        <Plus size={12} aria-hidden />
        {t("addGroup")}
      </button>
    </div>
  );
}

const addClass =
  "-ms-1.5 inline-flex h-control-small items-center gap-1 rounded-sm px-2 text-xs text-ink-muted hover:bg-hover hover:text-ink";
