"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { WindowClock } from "@/components/shell/window-clock";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { fallenQuery } from "@/lib/broadcasts/queries";
import type { WaterfallStep } from "@/lib/domain/broadcast-audience";
import { paths } from "@/lib/paths";

type FallenDialogProps = {
  broadcastId: string;
  step: WaterfallStep;
  /** Those whose labels are unknown stand beside an audience that labels select. */
  isBeside: boolean;
  onClose: () => void;
};

/** The people of a step of the waterfall, and why they are in it. */
export function FallenDialog({ broadcastId, step, isBeside, onClose }: FallenDialogProps) {
  const t = useTranslations("broadcasts.waterfall");
  const { pageId } = usePageSession();
  const query = useInfiniteQuery(fallenQuery(pageId, broadcastId, step));
  const rows = query.data?.pages.flatMap((page) => page.rows);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={step === "will-receive" ? t("willReceive") : t(`step.${step}.fallen`)}
      description={
        step === "will-receive"
          ? undefined
          : t(step === "labels-unknown" && isBeside ? "beside.why" : `step.${step}.why`)
      }
      closeLabel={t("close")}
      footer={
        <>
          {query.hasNextPage && (
            <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("more")}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            {t("close")}
          </Button>
        </>
      }
    >
      {query.error !== null && rows === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ul className="max-h-96 overflow-y-auto" tabIndex={0} aria-label={t("people")}>
          {rows === undefined &&
            Array.from({ length: 6 }, (_, at) => (
              <li key={at} className="flex min-h-row items-center">
                <Skeleton className="w-40" />
              </li>
            ))}
          {rows?.length === 0 && <li className="text-sm text-ink-muted">{t("nobody")}</li>}
          {rows?.map(({ psid, name, windowOpenedAt }) => (
            <li
              key={psid}
              className="flex min-h-row items-center gap-2.5 border-t border-line text-sm first:border-0"
            >
              <Avatar name={name} />
              <Link href={paths.customer(pageId, psid)} className="min-w-0 flex-1 truncate hover:underline">
                {name}
              </Link>
              <WindowClock openedAt={windowOpenedAt} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
