import type { Metadata } from "next";
import { PreviewView } from "@/components/csv-imports/preview-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { getCsvImport } from "@/lib/csv-imports/data";
import { csvImportQuery } from "@/lib/csv-imports/queries";
import { can } from "@/lib/domain/permissions";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.csvImports.title };

type ImportPageProps = { params: Promise<{ pageId: string; importId: string }> };

export default async function ImportPage({ params }: ImportPageProps) {
  const { pageId, importId } = await params;
  const { page, role } = await requirePageSession(pageId);
  const preview = toRead(csvImportQuery(page.id, importId), () => getCsvImport(page.id, importId));
  return (
    <Prefetched reads={can(role, "labels.assign-in-bulk") ? [preview] : []}>
      <PreviewView importId={importId} />
    </Prefetched>
  );
}
