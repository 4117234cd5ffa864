import type { Metadata } from "next";
import { JobView } from "@/components/bulk-changes/job-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { getJob } from "@/lib/bulk-changes/data";
import { jobQuery } from "@/lib/bulk-changes/queries";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.jobs.one };

export default async function JobPage({ params }: { params: Promise<{ pageId: string; jobId: string }> }) {
  const { pageId, jobId } = await params;
  const { page } = await requirePageSession(pageId);
  return (
    <Prefetched reads={[toRead(jobQuery(page.id, jobId), () => getJob(page.id, jobId))]}>
      <JobView jobId={jobId} />
    </Prefetched>
  );
}
