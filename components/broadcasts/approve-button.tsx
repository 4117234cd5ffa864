"use client";

import { Check } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { approveBroadcastAction } from "@/lib/broadcasts/actions";
import type { BroadcastReview } from "@/lib/broadcasts/schema";

/** A second person's agreement, where the Page asks for one. */
export function ApproveButton({ review }: { review: BroadcastReview }) {
  const t = useTranslations("broadcasts.approval");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const canApprove = useCan("broadcasts.approve");
  const { broadcast, approval, peopleNow, waterfall } = review;
  const approve = useAction(approveBroadcastAction, { refreshes: { pageId, topics: ["broadcasts"] } });
  if (approval?.isNeeded !== true) return null;
  if (broadcast.approved !== null && approval.isGiven) {
    const { by, at, people } = broadcast.approved;
    return (
      <p className="mt-2 text-center text-xs text-success-ink">
        {t("approved", {
          name: by ?? t("somebody"),
          people: people ?? 0,
          at: format.dateTime(new Date(at), "moment"),
        })}
      </p>
    );
  }
  const why = canApprove ? (approval.mayApprove ? undefined : t("own")) : t("adminOnly");
  return (
    <>
      <Button
        className="mt-2 w-full"
        unavailable={why}
        pending={approve.isPending}
        onClick={() =>
          approve.mutate({
            ...{ pageId, id: broadcast.id, basedOn: broadcast.updatedAt },
            expectedRecipients: approval.people,
          })
        }
      >
        <Check size={16} aria-hidden />
        {t("approve", { people: approval.people })}
      </Button>
      {peopleNow !== null && peopleNow !== waterfall.willReceive && (
        <p className="mt-2 text-center text-xs text-ink-muted">
          {t("covers", { now: peopleNow, then: waterfall.willReceive })}
        </p>
      )}
    </>
  );
}
