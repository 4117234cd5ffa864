"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "use-intl";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Menu, MenuItem } from "@/components/ui/menu";
import { assignLeadAction, releaseLeadAction } from "@/lib/leads/actions";
import { findOtherAnswering, type LeadClaim } from "@/lib/leads/schema";
import { TakeLead } from "./take-lead";

type LeadClaimBarProps = {
  psid: string;
  claim: LeadClaim | null;
  /** Who can be given a lead. */
  team: readonly { userId: string; name: string }[];
};

/** Who is on this lead, and how it is taken, given back, taken over or given to a colleague. */
export function LeadClaimBar({ psid, claim, team }: LeadClaimBarProps) {
  const t = useTranslations("leads.claim");
  const { pageId, user } = usePageSession();
  const canWork = useCan("leads.work");
  const refreshes = { pageId, topics: ["leads", "customers", "activity"] };
  const release = useAction(releaseLeadAction, { refreshes });
  const assign = useAction(assignLeadAction, { refreshes });
  const isMine = claim?.userId === user.id;
  return (
    <div role="group" aria-label={t("label")} className="flex flex-wrap items-center gap-2 text-sm">
      <span
        role="status"
        className={
          findOtherAnswering(claim, user.id) !== null ? "font-medium text-warning-ink" : "text-ink-muted"
        }
      >
        {claim === null ? t("nobody") : isMine ? t("you") : t("other", { name: claim.name })}
      </span>
      {canWork && !isMine && <TakeLead psid={psid} takeOver={claim !== null} />}
      {canWork && isMine && (
        <Button size="small" pending={release.isPending} onClick={() => release.mutate({ pageId, psid })}>
          {t("release")}
        </Button>
      )}
      {canWork && (
        <Menu
          trigger={
            <button type="button" className={buttonClass("quiet", "small")}>
              <UserPlus size={14} aria-hidden />
              {t("give")}
            </button>
          }
        >
          {team
            .filter(({ userId }) => userId !== claim?.userId && userId !== user.id)
            .map(({ userId, name }) => (
              <MenuItem key={userId} onSelect={() => assign.mutate({ pageId, psid, userId })}>
                {name}
              </MenuItem>
            ))}
        </Menu>
      )}
    </div>
  );
}
