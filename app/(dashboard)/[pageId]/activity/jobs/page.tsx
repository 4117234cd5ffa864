import type { Metadata } from "next";
import { JobListView } from "@/components/activity/job-list-view";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.activity.tabs.jobs };

export default function JobsPage() {
  return <JobListView />;
}
