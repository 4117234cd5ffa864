"use client";

import { useFormatter, useTranslations } from "use-intl";
import { ExportLink } from "@/components/shell/export-link";
import { usePageSession } from "@/components/shell/page-session";
import type { CsvImportPreview } from "@/lib/csv-imports/schema";
import { apiPaths } from "@/lib/paths";

/** Lines and people that nothing is done with, each with the reason, and the lines themselves to be mended. */
export function LeftOut({ preview }: { preview: CsvImportPreview }) {
  const t = useTranslations("csvImports.preview");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const { problems, unknownPsids, labelsUnknown, ignored } = preview;
  const hasBadRows = problems.length > 0 || unknownPsids > 0;
  if (!hasBadRows && labelsUnknown === 0 && ignored.length === 0) return null;
  return (
    <section className="grid justify-items-start gap-2">
      <h2 className="font-semibold">{t("leftOut")}</h2>
      <ul className="grid gap-1 text-ink-muted">
        {unknownPsids > 0 && <li>{t("unknownPsids", { count: unknownPsids })}</li>}
        {labelsUnknown > 0 && <li>{t("labelsUnknown", { count: labelsUnknown })}</li>}
        {problems.map(({ words, rows }) => (
          <li key={words}>{t("problem", { count: rows, words })}</li>
        ))}
        {ignored.length > 0 && (
          <li className="wrap-anywhere">{t("ignored", { names: format.list(ignored) })}</li>
        )}
      </ul>
      {hasBadRows && (
        <ExportLink href={apiPaths.csvBadRows(pageId, preview.id)} isInBar={false}>
          {t("bad")}
        </ExportLink>
      )}
    </section>
  );
}
