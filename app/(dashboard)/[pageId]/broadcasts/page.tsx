import type { Metadata } from "next";
import { BroadcastList } from "@/components/broadcasts/broadcast-list";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.broadcasts.title };

export default function BroadcastsPage() {
  return <BroadcastList />;
}
