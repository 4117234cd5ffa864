"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { useGoOn } from "@/components/shell/use-is-here";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Skeleton } from "@/components/ui/skeleton";
import { startCsvImportAction } from "@/lib/csv-imports/actions";
import { csvImportQuery } from "@/lib/csv-imports/queries";
import type { CsvImportPreview } from "@/lib/csv-imports/schema";
import { paths } from "@/lib/paths";
import { ImportFrame } from "./import-frame";
import { LeftOut } from "./left-out";
import { UnknownNames } from "./unknown-names";

/** The difference first: who would get which label, what is left out and why; then the deed. */
export function PreviewView({ importId }: { importId: string }) {
  const t = useTranslations("csvImports.preview");
  const { pageId } = usePageSession();
  const query = useQuery(csvImportQuery(pageId, importId));
  const preview = query.data;
  if (preview === undefined) {
    return (
      <ImportFrame>
        {query.error !== null ? (
          <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <div aria-busy aria-label={t("reading")}>
            <Skeleton className="h-40! w-full" />
          </div>
        )}
      </ImportFrame>
    );
  }
  return (
    <ImportFrame title={preview.fileName || undefined}>
      <p>{t("rows", { count: preview.rows, people: preview.people })}</p>
      {preview.encoding === "windows-1252" && <p className="text-sm text-warning-ink">{t("windows1252")}</p>}
      <Difference preview={preview} />
      {preview.unknownNames.length > 0 && <UnknownNames preview={preview} />}
      <LeftOut preview={preview} />
      <Deed preview={preview} />
    </ImportFrame>
  );
}

function Difference({ preview }: { preview: CsvImportPreview }) {
  const t = useTranslations("csvImports.preview");
  if (preview.labels.length === 0) return null;
  return (
    <section aria-label={t("difference")} aria-live="polite" className="rounded-md bg-sunken px-3 py-2.5">
      <ul className="grid gap-1">
        {preview.labels.map(({ labelId, name, gain, have }) => (
          <li key={labelId} className="flex gap-3">
            <span className="min-w-0 flex-1 truncate font-medium">
              <bdi>{name}</bdi>
            </span>
            <span className="text-end">
              {t("gain", { count: gain })}
              <span className="text-ink-muted">, {t("have", { count: have })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Deed({ preview }: { preview: CsvImportPreview }) {
  const t = useTranslations("csvImports.preview");
  const goOn = useGoOn();
  const { pageId } = usePageSession();
  const changes = preview.labels.reduce((sum, { gain }) => sum + gain, 0);
  const start = useAction(startCsvImportAction, {
    refreshes: { pageId, topics: ["jobs", "activity"] },
    onDone: ({ jobId }) => goOn(paths.job(pageId, jobId)),
  });
  if (preview.jobId !== null) {
    return (
      <p className="flex flex-wrap items-center gap-3">
        {t("used")}
        <Link href={paths.job(pageId, preview.jobId)} className="font-medium text-accent-ink hover:underline">
          {t("results")}
        </Link>
      </p>
    );
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        look="primary"
        unavailable={changes === 0 ? t("nothing") : undefined}
        pending={start.isPending}
        onClick={() => start.mutate({ pageId, importId: preview.id })}
      >
        {t("submit", { count: changes })}
      </Button>
      <Link href={paths.importFile(pageId)} className={buttonClass("quiet")}>
        {t("another")}
      </Link>
    </div>
  );
}
