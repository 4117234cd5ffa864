import type { Metadata } from "next";
import { SettingsView } from "@/components/settings/settings-view";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.settings.title };

export default function SettingsPage() {
  return <SettingsView />;
}
