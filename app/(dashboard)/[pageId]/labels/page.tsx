import type { Metadata } from "next";
import { LabelView } from "@/components/labels/label-view";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.labels.title };

export default function LabelsPage() {
  return <LabelView />;
}
