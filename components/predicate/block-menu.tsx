"use client";

import { Ellipsis } from "lucide-react";
import { Fragment, memo } from "react";
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
import { findBlock, isGroup, type Block } from "./block";
import { useBlockDeeds, useEditorView, type BlockChange } from "./editor-context";
import { editBlock } from "./tree-keys";

type Deed = { key: string; words: string; run: () => void; isOff?: boolean; isDanger?: boolean };

type BlockMenuProps = { blockId: string; isActive: boolean };

/** Everything that can be done with a row, with the key that does it. */
export const BlockMenu = memo(function BlockMenu({ blockId, isActive }: BlockMenuProps) {
  const t = useTranslations("predicate.deed");
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
            "opacity-0 group-hover/row:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100",
            isActive && "opacity-100",
          )}
        >
          <Ellipsis size={16} aria-hidden />
        </button>
      }
    >
      <BlockMenuItems blockId={blockId} />
    </Menu>
  );
});

/** Made when the menu opens: there are as many menus as rows. */
function BlockMenuItems({ blockId }: { blockId: string }) {
  const { editor } = useEditorView();
  const block = findBlock(editor.root, blockId);
  return block === undefined ? null : <MenuDeeds block={block} />;
}

function MenuDeeds({ block }: { block: Block }) {
  const groups = useDeeds(block);
  return groups.map((deeds, index) => (
    <Fragment key={index}>
      {index > 0 && <MenuRule />}
      {deeds.map(({ key, words, run, isOff, isDanger }) => (
        <MenuItem key={key} keys={key} isOff={isOff} isDanger={isDanger} onSelect={run}>
          {words}
        </MenuItem>
      ))}
    </Fragment>
  ));
}

/** The deeds in three groups: what it is, what is around it, away with it. */
function useDeeds(block: Block): readonly (readonly Deed[])[] {
  const t = useTranslations("predicate.deed");
  const { editor } = useEditorView();
  const deeds = useBlockDeeds();
  const isOfMany = isGroup(block);
  const editing = (change: BlockChange) => () => deeds.editBlock(block.id, change);
  const unwrap: Deed = {
    key: "U",
    words: t("unwrap"),
    run: editing((draft, { barePath }) => unwrapNode(draft, barePath)),
    isOff: !canUnwrap(block),
  };
  return [
    [
      {
        key: "Enter",
        words: isOfMany ? t("switchOperator") : t("change"),
        run: () => editBlock(editor, block),
      },
      {
        key: "A",
        words: t("add"),
        run: () => deeds.pick({ blockId: block.id, mode: isOfMany ? "into" : "after" }),
      },
    ],
    [
      {
        key: "N",
        words: block.negations > 0 ? t("unnegate") : t("negate"),
        run: editing((draft, { path }) => negateNode(draft, path)),
      },
      { key: "G", words: t("wrap"), run: editing((draft, { path }) => wrapNode(draft, path, "OR")) },
      ...(isOfMany ? [unwrap] : []),
      {
        key: "D",
        words: t("duplicate"),
        run: editing((draft, { path }) => duplicateNode(draft, path)),
      },
      {
        key: "M",
        words: block.isMuted ? t("unmute") : t("mute"),
        run: editing((draft, { path }) => toggleMute(draft, path)),
      },
    ],
    [
      {
        key: "Del",
        words: t("remove"),
        run: editing((draft, { path }) => removeNode(draft, path)),
        isDanger: true,
      },
    ],
  ];
}

/** Several pieces can only be left in the place of a group where another group holds them. */
function canUnwrap(block: Block): boolean {
  return block.children.length <= 1 || (block.parent !== null && block.negations === 0);
}
