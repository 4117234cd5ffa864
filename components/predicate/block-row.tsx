"use client";

import { ChevronDown, GripVertical, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { useTranslations } from "use-intl";
import { Count } from "@/components/shell/count";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { ShareBar } from "@/components/ui/share-bar";
import { cn } from "@/lib/cn";
import { changeOperator, toggleMute } from "@/lib/domain/predicate-edit";
import { BlockMenu } from "./block-menu";
import { useBlockDeeds } from "./editor-context";
import { LabelChip } from "./label-chip";
import { NotMark, operatorClass } from "./not-mark";
import { PickingPopover } from "./picking-popover";
import type { RowWords } from "./row-words";
import type { RowFacts } from "./tree-rows";
import { VerdictMark } from "./verdict-mark";

type BlockRowProps = { facts: RowFacts; words: RowWords };

/** One row: what it is, what it does here, its share and its people. Buttons in it are for pointers; keys do the same. */
export const BlockRow = memo(function BlockRow({ facts, words }: BlockRowProps) {
  const { activate } = useBlockDeeds();
  const { blockId, isActive, isReadOnly, isTrue } = facts;
  const isRoot = facts.parentId === null;
  return (
    <div
      data-row=""
      onClick={() => {
        if (!isActive) activate(blockId);
      }}
      className={cn(
        "group/row node-grid min-h-node rounded-md pe-1 text-sm hover:bg-hover",
        isRoot && "ps-2",
        "[li:focus-visible>&]:outline-2 [li:focus-visible>&]:-outline-offset-2 [li:focus-visible>&]:outline-accent",
        isActive && "bg-accent-soft shadow-[-0.25rem_0_0_var(--color-accent-soft)]",
      )}
    >
      <PickingPopover
        blockId={blockId}
        mode={facts.picking === "change" || facts.picking === "after" ? facts.picking : null}
      >
        <div className="node-what flex min-w-0 items-center gap-2">
          {!isRoot && !isReadOnly && <Grip />}
          {isTrue !== undefined && <VerdictMark isTrue={isTrue} isDecisive={facts.isDecisive} />}
          <What
            {...{ blockId, isActive, isReadOnly }}
            op={facts.op}
            negations={facts.negations}
            name={words.name}
            hue={facts.hue}
            isGone={facts.isGone}
          />
          {facts.isMuted && !isReadOnly && <UnmuteButton blockId={blockId} />}
        </div>
      </PickingPopover>
      <Effect facts={facts} words={words} />
      <span className={cn("node-people text-end", facts.isSilent ? "text-ink-faint" : "font-semibold")}>
        <Count value={facts.people} />
      </span>
      {!isReadOnly && <BlockMenu blockId={blockId} isActive={isActive} />}
    </div>
  );
});

/** What the row does here and its share of the Page; or, in their place, what is wrong with it. */
function Effect({ facts: { people, hits, isMuted, everyone }, words: { effect, problem } }: BlockRowProps) {
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
          isMuted && "font-medium text-warning-ink",
        )}
      >
        {effect}
      </span>
      <ShareBar className="node-share" now={people ?? 0} hit={hits} page={everyone} />
    </>
  );
}

function UnmuteButton({ blockId }: { blockId: string }) {
  const t = useTranslations("predicate.deed");
  const { editBlock } = useBlockDeeds();
  return (
    <button
      type="button"
      tabIndex={-1}
      className="text-xs font-medium text-accent-ink hover:underline"
      onClick={() => editBlock(blockId, (draft, { path }) => toggleMute(draft, path))}
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
      className="-ms-4 -me-1 shrink-0 cursor-grab text-line-strong group-hover/row:text-ink-muted"
    />
  );
}

type WhatProps = Pick<
  RowFacts,
  "blockId" | "op" | "negations" | "hue" | "isGone" | "isActive" | "isReadOnly"
> & {
  name: string;
};

/** NOT, and a label's chip or a group's operator. Apart from the numbers, which change far more often. */
const What = memo(function What({
  blockId,
  op,
  negations,
  name,
  hue,
  isGone,
  isActive,
  isReadOnly,
}: WhatProps) {
  const t = useTranslations("predicate");
  const { pick } = useBlockDeeds();
  return (
    <>
      {Array.from({ length: negations }, (_, index) => (
        <NotMark key={index} />
      ))}
      {op === null ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t("deed.change")}
          className="flex min-w-0"
          onClick={() => !isReadOnly && pick({ blockId, mode: "change" })}
        >
          <LabelChip
            isLarge
            name={name}
            hue={hue}
            className={cn(isGone && "line-through", isActive && "shadow-[0_0_0_1.5px_var(--color-accent)]")}
          />
        </button>
      ) : (
        <>
          <OperatorMenu {...{ blockId, op, isReadOnly }} />
          <span className="text-ink-muted max-md:text-xs">{t("row.ofThese")}</span>
        </>
      )}
    </>
  );
});

type OperatorMenuProps = { blockId: string; op: "AND" | "OR"; isReadOnly: boolean };

/** ALL is a box, ANY is a pill: told apart by form as well. */
function OperatorMenu({ blockId, op, isReadOnly }: OperatorMenuProps) {
  const t = useTranslations("predicate.operator");
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
      <OperatorChoice {...{ blockId, op }} />
    </Menu>
  );
}

function OperatorChoice({ blockId, op }: Omit<OperatorMenuProps, "isReadOnly">) {
  const t = useTranslations("predicate.operator");
  const { editBlock } = useBlockDeeds();
  return (
    <MenuChoice
      value={op}
      onChange={(next) => editBlock(blockId, (draft, { barePath }) => changeOperator(draft, barePath, next))}
      options={[
        { value: "AND", label: t("allLong"), detail: t("allDetail") },
        { value: "OR", label: t("anyLong"), detail: t("anyDetail") },
      ]}
    />
  );
}
