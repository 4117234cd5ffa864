"use client";

import { ChevronDown, GripVertical, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { Count } from "@/components/shell/count";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { ShareBar } from "@/components/ui/share-bar";
import { cn } from "@/lib/cn";
import { changeOperator, toggleMute } from "@/lib/domain/predicate-edit";
import type { Block } from "./block";
import { BlockMenu } from "./block-menu";
import type { BlockWords } from "./block-words";
import { DragHandleBox } from "./drag-item";
import { useEditorView } from "./editor-context";
import { LabelChip, useLabelName } from "./label-chip";
import { NotMark, operatorClass } from "./not-mark";
import { PickingPopover } from "./picking-popover";
import { VerdictMark } from "./verdict-mark";

type BlockRowProps = { block: Block; words: BlockWords };

/** One row: what it is, what it does here, its share and its people. Buttons in it are for pointers; keys do the same. */
export function BlockRow({ block, words }: BlockRowProps) {
  const { editor, isReadOnly, verdicts } = useEditorView();
  const isActive = editor.active.id === block.id;
  const verdict = verdicts.get(block.id);
  return (
    <DragHandleBox
      onClick={() => {
        if (!isActive) editor.activate(block.id);
      }}
      className={cn(
        "node-grid min-h-node rounded-md pe-1 text-sm hover:bg-hover",
        block.parent === null && "ps-2",
        "[li:focus-visible>&]:outline-2 [li:focus-visible>&]:-outline-offset-2 [li:focus-visible>&]:outline-accent",
        isActive && "bg-accent-soft shadow-[-0.25rem_0_0_var(--color-accent-soft)]",
      )}
    >
      <PickingPopover block={block} modes={["change", "after"]}>
        <div className="node-what flex min-w-0 items-center gap-2">
          {block.parent !== null && !isReadOnly && <Grip />}
          {verdict !== undefined && <VerdictMark verdict={verdict} />}
          <What block={block} />
          {block.isMuted && !isReadOnly && <UnmuteButton block={block} />}
        </div>
      </PickingPopover>
      <Effect block={block} words={words} />
      <span className={cn("node-people text-end", block.isSilent ? "text-ink-faint" : "font-semibold")}>
        <Count value={words.numbers?.people} />
      </span>
      {!isReadOnly && <BlockMenu block={block} />}
    </DragHandleBox>
  );
}

/** What the row does here and its share of the Page; or, in their place, what is wrong with it. */
function Effect({ block, words: { numbers, effect, problem } }: { block: Block; words: BlockWords }) {
  const { everyone } = useEditorView();
  if (problem !== undefined) {
    return (
      <span className="node-problem flex items-center justify-end gap-1.5 text-xs text-danger-ink max-md:justify-start">
        <TriangleAlert size={14} aria-hidden className="shrink-0" />
        {problem}
      </span>
    );
  }
  return (
    <>
      <span
        className={cn(
          "node-effect text-end text-xs whitespace-nowrap text-ink-muted max-md:text-start",
          block.isMuted && "font-medium text-warning-ink",
        )}
      >
        {effect}
      </span>
      <ShareBar className="node-share" now={numbers?.people ?? 0} hit={numbers?.hits ?? 0} page={everyone} />
    </>
  );
}

function UnmuteButton({ block }: { block: Block }) {
  const t = useTranslations("predicate.deed");
  const { editor } = useEditorView();
  return (
    <button
      type="button"
      tabIndex={-1}
      className="text-xs font-medium text-accent-ink hover:underline"
      onClick={() => {
        editor.edit((draft) => toggleMute(draft, block.path));
      }}
    >
      {t("unmute")}
    </button>
  );
}

function Grip() {
  return (
    <GripVertical
      size={14}
      aria-hidden
      className="-ms-4 -me-1 shrink-0 cursor-grab text-line-strong group-hover/item:text-ink-muted"
    />
  );
}

/** NOT, and a label's chip or a group's operator. */
function What({ block }: { block: Block }) {
  const t = useTranslations("predicate");
  const { book, editor, isReadOnly } = useEditorView();
  const nameOf = useLabelName(book);
  const { bare } = block;
  const entry = bare.op === "LABEL" ? book.byId.get(bare.labelId) : undefined;
  return (
    <>
      {Array.from({ length: block.negations }, (_, index) => (
        <NotMark key={index} />
      ))}
      {bare.op === "LABEL" ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t("deed.change")}
          className="flex min-w-0"
          onClick={() => !isReadOnly && editor.pick({ blockId: block.id, mode: "change" })}
        >
          <LabelChip
            isLarge
            name={nameOf(bare.labelId)}
            hue={entry?.hue ?? null}
            className={cn(
              book.isReady && entry === undefined && "line-through",
              editor.active.id === block.id && "shadow-[0_0_0_1.5px_var(--color-accent)]",
            )}
          />
        </button>
      ) : (
        <>
          <OperatorMenu block={block} />
          <span className="text-ink-muted max-md:text-xs">{t("row.ofThese")}</span>
        </>
      )}
    </>
  );
}

/** ALL is a box, ANY is a pill: told apart by form as well. */
function OperatorMenu({ block }: { block: Block }) {
  const t = useTranslations("predicate.operator");
  const { editor, isReadOnly } = useEditorView();
  const op = block.bare.op === "OR" ? "OR" : "AND";
  const look = cn(
    operatorClass,
    "bg-raised text-ink shadow-[inset_0_0_0_1px_var(--color-line-strong)]",
    op === "OR" ? "rounded-full ps-2.5 pe-1.75" : "rounded-xs ps-2 pe-1.5",
  );
  if (isReadOnly) return <span className={look}>{t(op === "OR" ? "any" : "all")}</span>;
  return (
    <Menu
      onCloseAutoFocus={(event) => event.preventDefault()}
      trigger={
        <button type="button" tabIndex={-1} aria-label={t("change")} className={look}>
          {t(op === "OR" ? "any" : "all")}
          <ChevronDown size={12} aria-hidden className="text-ink-faint" />
        </button>
      }
    >
      <MenuChoice
        value={op}
        onChange={(next) => editor.edit((draft) => changeOperator(draft, block.barePath, next))}
        options={[
          { value: "AND", label: t("allLong"), detail: t("allDetail") },
          { value: "OR", label: t("anyLong"), detail: t("anyDetail") },
        ]}
      />
    </Menu>
  );
}
