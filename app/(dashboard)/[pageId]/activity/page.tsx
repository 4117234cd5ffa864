import type { Metadata } from "next";
import { ActivityView } from "@/components/activity/activity-view";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.activity.title };

export default function ActivityPage() {
  return <ActivityView />;
}
