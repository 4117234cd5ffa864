"use client";

import { useTranslations } from "use-intl";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toastDone } from "@/components/ui/toast";
import { createMissingLabelsAction } from "@/lib/csv-imports/actions";
import { csvImportQuery } from "@/lib/csv-imports/queries";
import type { CsvImportPreview } from "@/lib/csv-imports/schema";
import { useQueryClient } from "@tanstack/react-query";

const shownMax = 10;

/** Names that no label has: an admin can have them made, for everybody else they are left out. */
export function UnknownNames({ preview }: { preview: CsvImportPreview }) {
  const t = useTranslations("csvImports.preview");
  const { pageId } = usePageSession();
  const canCreate = useCan("labels.manage");
  const queryClient = useQueryClient();
  const create = useAction(createMissingLabelsAction, {
    refreshes: { pageId, topics: ["labels", "activity"] },
    onDone: async ({ created }) => {
      await queryClient.invalidateQueries({ queryKey: csvImportQuery(pageId, preview.id).queryKey });
      toastDone(t("createdToast", { count: created }));
    },
  });
  const names = preview.unknownNames;
  const rest = names.length - shownMax;
  return (
    <section className="grid justify-items-start gap-2">
      <h2 className="font-semibold">{t("unknownNames", { count: names.length })}</h2>
      <ul className="grid gap-1">
        {names.slice(0, shownMax).map(({ name, rows }) => (
          <li key={name} className="wrap-anywhere">
            <bdi className="font-medium">{name}</bdi>{" "}
            <span className="text-ink-muted">{t("unknownRows", { count: rows })}</span>
          </li>
        ))}
        {rest > 0 && <li className="text-ink-muted">{t("more", { count: rest })}</li>}
      </ul>
      {canCreate ? (
        <Button
          size="small"
          pending={create.isPending}
          onClick={() => create.mutate({ pageId, importId: preview.id })}
        >
          {create.isPending ? t("creating") : t("create", { count: names.length })}
        </Button>
      ) : (
        <p className="text-ink-muted">{t("askAdmin")}</p>
      )}
    </section>
  );
}
