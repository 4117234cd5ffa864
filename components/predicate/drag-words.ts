"use client";

import type { Announcements, UniqueIdentifier } from "@dnd-kit/core";
import { useTranslations } from "use-intl";
import { listBlocks, type Block } from "./block";
import { useEditorView } from "./editor-context";
import { useLabelName } from "./label-chip";

/** What a screen reader hears while a block is dragged. */
export function useDragAnnouncements() {
  const t = useTranslations("predicate.drag");
  const tRow = useTranslations("predicate.row");
  const { editor, book } = useEditorView();
  const nameOf = useLabelName(book);

  const describe = (block: Block | undefined): string => {
    if (block === undefined) return "";
    const { bare } = block;
    const what =
      bare.op === "LABEL"
        ? nameOf(bare.labelId)
        : tRow(bare.op === "AND" ? "all" : "any", { count: bare.operands.length });
    return block.negations % 2 === 1 ? tRow("not", { what }) : what;
  };
  const find = (id: UniqueIdentifier) => listBlocks(editor.root).find((block) => block.id === id);
  const place = (data: Record<string, unknown> | undefined) => ({
    group: typeof data?.parentId === "string" ? describe(find(data.parentId)) : "",
    position: Number(data?.at ?? 0) + 1,
  });

  const announcements: Announcements = {
    onDragStart: ({ active }) => t("start", { what: describe(find(active.id)) }),
    onDragOver: ({ over }) => (over === null ? t("nowhere") : t("over", place(over.data.current))),
    onDragEnd: ({ active, over }) => {
      const what = describe(find(active.id));
      return over === null ? t("cancel", { what }) : t("end", { what, ...place(over.data.current) });
    },
    onDragCancel: ({ active }) => t("cancel", { what: describe(find(active.id)) }),
  };
  return { announcements, screenReaderInstructions: { draggable: t("instructions") } };
}
