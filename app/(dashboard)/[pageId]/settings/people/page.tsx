import type { Metadata } from "next";
import { PeopleView } from "@/components/settings/people-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { can } from "@/lib/domain/permissions";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";
import { getTeam } from "@/lib/team/data";
import { teamQuery } from "@/lib/team/queries";

export const metadata: Metadata = { title: messages.settings.people.title };

export default async function PeoplePage({ params }: { params: Promise<{ pageId: string }> }) {
  const { page, role } = await requirePageSession((await params).pageId);
  const reads = can(role, "members.manage") ? [toRead(teamQuery(page.id), () => getTeam(page.id))] : [];
  return (
    <Prefetched reads={reads}>
      <PeopleView />
    </Prefetched>
  );
}
