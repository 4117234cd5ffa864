"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { teamQuery } from "@/lib/team/queries";
import type { Team } from "@/lib/team/schema";
import { InviteDialog } from "./invite-dialog";
import { MemberTable } from "./member-table";
import { OpenInvites } from "./open-invites";
import { SettingsTabs } from "./settings-tabs";

/** Who may do what on this Page. */
export function PeopleView() {
  const t = useTranslations("settings.people");
  const canManage = useCan("members.manage");
  return (
    <>
      <ViewBar title={t("title")} />
      <SettingsTabs here="people" />
      {canManage ? <Team /> : <EmptyState title={t("title")}>{t("onlyAdmins")}</EmptyState>}
    </>
  );
}

function Team() {
  const t = useTranslations("settings.people");
  const { pageId } = usePageSession();
  const query = useQuery(teamQuery(pageId));
  const [isInviting, setIsInviting] = useState(false);
  return (
    <div className="max-w-240 py-4 md:py-6">
      <div className="mb-3 flex items-center gap-2 px-4 md:px-6">
        <h2 className="flex-1 text-sm font-semibold">{t("title")}</h2>
        <Button look="primary" onClick={() => setIsInviting(true)}>
          {t("invite")}
        </Button>
      </div>
      {query.error !== null && query.data === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Listing team={query.data} />
      )}
      <InviteDialog isOpen={isInviting} onOpenChange={setIsInviting} />
    </div>
  );
}

function Listing({ team }: { team: Team | undefined }) {
  if (team === undefined)
    return (
      <div className="grid gap-4 px-4 md:px-6">
        {Array.from({ length: 3 }, (_, index) => (
          <Skeleton key={index} className="h-8! w-full" />
        ))}
      </div>
    );
  return (
    <>
      <MemberTable members={team.members} />
      <OpenInvites invites={team.invites} />
    </>
  );
}
