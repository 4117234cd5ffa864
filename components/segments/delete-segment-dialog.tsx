"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { toastDone } from "@/components/ui/toast";
import { deleteSegmentAction, undeleteSegmentAction } from "@/lib/segments/actions";
import { segmentUsesQuery } from "@/lib/segments/queries";
import type { SegmentRow } from "@/lib/segments/schema";
import { UseRows } from "./use-list";

type DeleteSegmentDialogProps = { segment: SegmentRow; onClose: () => void; onDeleted?: () => void };

/** What a deletion would touch, before it is done: broadcasts that are not over keep the segment. */
export function DeleteSegmentDialog({ segment, onClose, onDeleted }: DeleteSegmentDialogProps) {
  const t = useTranslations("segments.deleting");
  const { pageId } = usePageSession();
  const uses = useQuery({ ...segmentUsesQuery(pageId, segment.id), staleTime: 0 });
  const remove = useDelete(segment, () => {
    onClose();
    onDeleted?.();
  });
  const holding = uses.data?.filter(({ isHolding }) => isHolding) ?? [];
  const whyNot = holding.length > 0 ? t("held", { count: holding.length }) : undefined;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", { name: segment.name })}
      description={whyNot ?? t("body")}
      closeLabel={t("close")}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            look="danger"
            unavailable={uses.data === undefined ? t("looking") : whyNot}
            pending={remove.isPending}
            onClick={() => remove.mutate({ pageId, id: segment.id })}
          >
            {t("confirm")}
          </Button>
        </>
      }
    >
      {uses.error !== null && <LoadTrouble error={uses.error} onRetry={() => void uses.refetch()} />}
      {uses.isPending && <Skeleton className="w-56" />}
      {uses.data !== undefined && <UseRows uses={holding.length > 0 ? holding : uses.data} />}
    </Dialog>
  );
}

function useDelete(segment: SegmentRow, onDone: () => void) {
  const t = useTranslations("segments");
  const { pageId } = usePageSession();
  const refreshes = { pageId, topics: ["segments"] };
  const restore = useAction(undeleteSegmentAction, { refreshes });
  return useAction(deleteSegmentAction, {
    refreshes,
    onDone: () => {
      onDone();
      toastDone(t("deleted", { name: segment.name }), {
        label: t("undo"),
        onPress: () => restore.mutate({ pageId, id: segment.id }),
      });
    },
  });
}
