"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "use-intl";
import { Menu, MenuItem, MenuRule } from "@/components/ui/menu";
import {
  duplicateNode,
  negateNode,
  removeNode,
  toggleMute,
  unwrapNode,
  wrapNode,
} from "@/lib/domain/predicate-edit";
import { cn } from "@/lib/cn";
import { isGroup, type Block } from "./block";
import { useEditorView } from "./editor-context";
import { editBlock } from "./tree-keys";

/** Everything that can be done with a row, with the key that does it. */
export function BlockMenu({ block }: { block: Block }) {
  const t = useTranslations("predicate.deed");
  const { editor } = useEditorView();
  const { edit } = editor;
  const canUnwrap =
    isGroup(block) && (block.children.length <= 1 || (block.parent !== null && block.negations === 0));
  return (
    <Menu
      align="end"
      onCloseAutoFocus={(event) => event.preventDefault()}
      trigger={
        <button
          type="button"
          tabIndex={-1}
          aria-label={t("more")}
          className={cn(
            "node-menu inline-grid size-control-small place-items-center rounded-sm text-ink-muted hover:bg-hover",
            "opacity-0 group-hover/item:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100",
            editor.active.id === block.id && "opacity-100",
          )}
        >
          <Ellipsis size={16} aria-hidden />
        </button>
      }
    >
      <MenuItem keys="Enter" onSelect={() => editBlock(editor, block)}>
        {isGroup(block) ? t("switchOperator") : t("change")}
      </MenuItem>
      <MenuItem
        keys="A"
        onSelect={() => editor.pick({ blockId: block.id, mode: isGroup(block) ? "into" : "after" })}
      >
        {t("add")}
      </MenuItem>
      <MenuRule />
      <MenuItem keys="N" onSelect={() => edit((draft) => negateNode(draft, block.path))}>
        {block.negations > 0 ? t("unnegate") : t("negate")}
      </MenuItem>
      <MenuItem keys="G" onSelect={() => edit((draft) => wrapNode(draft, block.path, "OR"))}>
        {t("wrap")}
      </MenuItem>
      {isGroup(block) && (
        <MenuItem
          keys="U"
          isOff={!canUnwrap}
          onSelect={() => edit((draft) => unwrapNode(draft, block.barePath))}
        >
          {t("unwrap")}
        </MenuItem>
      )}
      <MenuItem keys="D" onSelect={() => edit((draft) => duplicateNode(draft, block.path))}>
        {t("duplicate")}
      </MenuItem>
      <MenuItem keys="M" onSelect={() => edit((draft) => toggleMute(draft, block.path))}>
        {block.isMuted ? t("unmute") : t("mute")}
      </MenuItem>
      <MenuRule />
      <MenuItem keys="Del" isDanger onSelect={() => edit((draft) => removeNode(draft, block.path))}>
        {t("remove")}
      </MenuItem>
    </Menu>
  );
}
