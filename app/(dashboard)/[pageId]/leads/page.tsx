import type { Metadata } from "next";
import { LeadView } from "@/components/leads/lead-view";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.leads.title };

export default async function LeadsPage({ params }: { params: Promise<{ pageId: string }> }) {
  await requirePageSession((await params).pageId);
  return <LeadView />;
}
