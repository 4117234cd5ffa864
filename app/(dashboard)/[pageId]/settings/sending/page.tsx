import type { Metadata } from "next";
import { SendingView } from "@/components/settings/sending-view";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.settings.sending.title };

export default function SendingPage() {
  return <SendingView />;
}
