"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, ExternalLink } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { ConversationSection } from "@/components/customers/conversation-section";
import { LabelSection } from "@/components/customers/label-section";
import { DirectMessageSection } from "@/components/direct-messages/direct-message-section";
import { CustomerName } from "@/components/shell/customer-name";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { useIsHere } from "@/components/shell/use-is-here";
import { WindowClock } from "@/components/shell/window-clock";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { customerQuery } from "@/lib/customers/queries";
import type { CustomerProfile } from "@/lib/customers/schema";
import { directMessagesQuery } from "@/lib/direct-messages/queries";
import type { LeadStage } from "@/lib/domain/lead-stage";
import type { LeadStageCount } from "@/lib/leads/schema";
import { paths } from "@/lib/paths";
import { LeadClaimBar } from "./lead-claim";
import { StageMove } from "./stage-move";

type LeadDetailProps = {
  psid: string;
  stage: LeadStage;
  stages: readonly LeadStageCount[];
  team: readonly { userId: string; name: string }[];
  /** Who takes its place when it has left this stage; null for nobody. */
  neighbour: string | null;
  onMoved: (neighbour: string | null) => void;
  onBack: () => void;
};

/** One lead: what was said, the answer, and the way to another stage. */
export function LeadDetail({ psid, onBack, ...desk }: LeadDetailProps) {
  const t = useTranslations("leads");
  const { pageId } = usePageSession();
  const query = useQuery({ ...customerQuery(pageId, psid), enabled: psid !== "" });
  const profile = query.data;
  if (psid === "")
    return <p className="p-10 text-center text-sm text-ink-muted max-lg:hidden">{t("choose")}</p>;
  return (
    <div className="min-w-0">
      <Button look="quiet" size="small" className="m-2 lg:hidden" onClick={onBack}>
        <ArrowLeft size={14} aria-hidden />
        {t("back")}
      </Button>
      {profile !== undefined ? (
        <Desk profile={profile} {...desk} />
      ) : query.error !== null ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div aria-busy className="grid gap-4 p-6">
          <Skeleton className="w-48" />
          <Skeleton className="h-40! w-full" />
        </div>
      )}
    </div>
  );
}

type DeskProps = Omit<LeadDetailProps, "psid" | "onBack"> & { profile: CustomerProfile };

function Desk({ profile, stage, stages, team, neighbour, onMoved }: DeskProps) {
  const t = useTranslations("leads");
  const { pageId } = usePageSession();
  const { customer } = profile;
  // The list beside it may not reach to this lead, or not be read yet.
  const messages = useQuery(directMessagesQuery(pageId, customer.psid));
  // After a move this lead is no longer here, also when it was opened by its address.
  const isHere = stages.some((one) => one.stage === stage && customer.labelIds.includes(one.labelId ?? ""));
  const isHereStill = useIsHere();
  const moveOn = (next: string | null) => {
    // Whoever chose another lead meanwhile stays with that one.
    if (isHereStill()) onMoved(next);
  };
  return (
    <article aria-label={t("one")} className="grid gap-8 p-4 md:p-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="min-w-0 truncate text-lg font-semibold">
          <CustomerName name={customer.name} psid={customer.psid} />
        </h2>
        <WindowClock openedAt={customer.windowOpenedAt} />
        <span className="flex-1" />
        <Link href={paths.customer(pageId, customer.psid)} className={buttonClass("quiet", "small")}>
          <ExternalLink size={14} aria-hidden />
          {t("open")}
        </Link>
      </header>
      {messages.data !== undefined && (
        <LeadClaimBar psid={customer.psid} claim={messages.data.claim} team={team} />
      )}
      {messages.isPending && <Skeleton className="w-56" />}
      {isHere && <StageMove customer={customer} {...{ stage, stages, neighbour }} onMoved={moveOn} />}
      {!isHere && stages.length > 0 && <EmptyNote />}
      <ConversationSection customer={customer} />
      <DirectMessageSection psid={customer.psid} isAtDesk />
      <LabelSection profile={profile} />
    </article>
  );
}

function EmptyNote() {
  const t = useTranslations("leads");
  return <EmptyState title={t("elsewhere.title")}>{t("elsewhere.body")}</EmptyState>;
}
