import type { Metadata } from "next";
import { SyncView } from "@/components/settings/sync-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { can } from "@/lib/domain/permissions";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";
import { syncReportQuery } from "@/lib/sync/queries";
import { getSyncReport } from "@/lib/sync/report";

export const metadata: Metadata = { title: messages.sync.title };

export default async function SyncPage({ params }: { params: Promise<{ pageId: string }> }) {
  const { page, role } = await requirePageSession((await params).pageId);
  const reads = can(role, "settings.manage")
    ? [toRead(syncReportQuery(page.id), () => getSyncReport(page.id))]
    : [];
  return (
    <Prefetched reads={reads}>
      <SyncView />
    </Prefetched>
  );
}
