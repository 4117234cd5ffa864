"use client";

import type { Announcements, UniqueIdentifier } from "@dnd-kit/core";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { listBlocks, type Block } from "./block";
import { useBlockName } from "./block-name";
import { useEditorView } from "./editor-context";

/** What a screen reader hears while a block is dragged. */
export function useDragAnnouncements() {
  const t = useTranslations("predicate.drag");
  const { editor, book } = useEditorView();

  const nameBlock = useBlockName(book);
  const describe = (block: Block | undefined) => (block === undefined ? "" : nameBlock(block));
  const find = (id: UniqueIdentifier) => listBlocks(editor.root).find((block) => block.id === id);
  const place = (data: Record<string, unknown> | undefined) => ({
    group: typeof data?.parentId === "string" ? describe(find(data.parentId)) : "",
    position: Number(data?.at ?? 0) + 1,
  });

  // The place it was taken from follows at once; said by itself it would cut off what was picked up.
  const isFresh = useRef(false);
  const announcements: Announcements = {
    onDragStart: ({ active }) => {
      isFresh.current = true;
      return t("start", { what: describe(find(active.id)) });
    },
    onDragOver: ({ active, over }) => {
      const where = over === null ? t("nowhere") : t("over", place(over.data.current));
      const words = isFresh.current ? `${t("start", { what: describe(find(active.id)) })} ${where}` : where;
      isFresh.current = false;
      return words;
    },
    onDragEnd: ({ active, over }) => {
      const what = describe(find(active.id));
      return over === null ? t("cancel", { what }) : t("end", { what, ...place(over.data.current) });
    },
    onDragCancel: ({ active }) => t("cancel", { what: describe(find(active.id)) }),
  };
  return { announcements, screenReaderInstructions: { draggable: t("instructions") } };
}
