import type { Metadata } from "next";
import { FileView } from "@/components/csv-imports/file-view";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.csvImports.title };

export default async function ImportFilePage({ params }: { params: Promise<{ pageId: string }> }) {
  await requirePageSession((await params).pageId);
  return <FileView />;
}
