"use client";

import { Plus } from "lucide-react";
import { memo } from "react";
import { useTranslations } from "use-intl";
import { insertNode } from "@/lib/domain/predicate-edit";
import { useBlockDeeds } from "./editor-context";
import { PickingPopover } from "./picking-popover";

type AddLineProps = { blockId: string; isPicking: boolean };

/** The end of a group: where the next label or group goes. For pointers; `A` and `G` do the same from the rows. */
export const AddLine = memo(function AddLine({ blockId, isPicking }: AddLineProps) {
  const t = useTranslations("predicate.deed");
  const { editBlock, pick } = useBlockDeeds();
  const addGroup = () =>
    editBlock(blockId, (draft, { bare, barePath, children }) =>
      insertNode(draft, barePath, children.length, { op: bare.op === "AND" ? "OR" : "AND", operands: [] }),
    );
  return (
    <div className="flex gap-1">
      <PickingPopover blockId={blockId} mode={isPicking ? "into" : null}>
        <button
          type="button"
          tabIndex={-1}
          className={addClass}
          onClick={() => pick({ blockId, mode: "into" })}
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
});

const addClass =
  "-ms-1.5 inline-flex h-control-small items-center gap-1 rounded-sm px-2 text-xs text-ink-muted hover:bg-hover hover:text-ink";
