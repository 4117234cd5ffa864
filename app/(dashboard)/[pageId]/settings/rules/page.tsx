import type { Metadata } from "next";
import { RulesView } from "@/components/settings/rules-view";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.policy.title };

export default function RulesPage() {
  return <RulesView />;
}
