import type { ReactNode } from "react";
import { Frame } from "@/components/shell/frame";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { toEventTime } from "@/lib/event-hub";
import { listLabels } from "@/lib/labels/data";
import { labelsQuery } from "@/lib/labels/queries";
import { requirePageSession } from "@/lib/session";
import { getSyncStatus } from "@/lib/sync/data";
import { syncQuery } from "@/lib/sync/queries";

type LayoutProps = { params: Promise<{ pageId: string }>; children: ReactNode };

/** The gate of every view of a Page, and what all of them need: its labels and how fresh they are. */
export default async function PageLayout({ params, children }: LayoutProps) {
  const madeAt = toEventTime();
  const { user, role, page, pages } = await requirePageSession((await params).pageId);
  return (
    <Prefetched
      reads={[
        toRead(labelsQuery(page.id), () => listLabels(page.id)),
        toRead(syncQuery(page.id), () => getSyncStatus(page.id)),
      ]}
    >
      <Frame session={{ user, role, page, pages }} madeAt={madeAt}>
        {children}
      </Frame>
    </Prefetched>
  );
}
