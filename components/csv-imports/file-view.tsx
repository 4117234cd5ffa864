"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useGoOn } from "@/components/shell/use-is-here";
import { Button } from "@/components/ui/button";
import type { ActionFailure } from "@/lib/action-result";
import { fileBytesMax, fileRowsMax } from "@/lib/csv-imports/schema";
import { ReadError } from "@/lib/fetch-json";
import { apiPaths, paths } from "@/lib/paths";
import { ImportFrame } from "./import-frame";

/** Which file, what it must look like, and how large it may be; sending it changes nothing. */
export function FileView() {
  const t = useTranslations("csvImports");
  const [file, setFile] = useState<File | null>(null);
  const send = useSendFile();
  const id = useId();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (file !== null && !send.isPending) send.mutate(file);
  };
  return (
    <ImportFrame>
      <p className="text-ink-muted">{t("what")}</p>
      <form noValidate onSubmit={submit} className="grid justify-items-start gap-4">
        <div className="grid gap-1.5">
          <label htmlFor={id} className="font-medium">
            {t("form.file")}
          </label>
          <input
            id={id}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            aria-describedby={`${id}-note`}
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              send.reset();
            }}
            className="max-w-full file:me-3 file:h-control file:rounded-md file:bg-raised file:px-3 file:font-medium file:shadow-[inset_0_0_0_1px_var(--color-line-strong)]"
          />
          <div id={`${id}-note`} className="grid max-w-160 gap-1.5 text-xs text-ink-muted">
            <p>{t("form.columns")}</p>
            <pre className="w-fit max-w-full overflow-x-auto rounded-sm bg-sunken px-2 py-1.5 font-mono">
              {t("form.example")}
            </pre>
            <p>{t("form.limits", { megabytes: fileBytesMax / 1024 / 1024, rows: fileRowsMax })}</p>
          </div>
        </div>
        {send.error !== null && (
          <p role="alert" className="text-danger-ink">
            {send.error instanceof ReadError ? send.error.message : t("form.network")}
          </p>
        )}
        <Button
          look="primary"
          type="submit"
          unavailable={file === null ? t("form.none") : undefined}
          pending={send.isPending}
        >
          {send.isPending ? t("form.pending") : t("form.submit")}
        </Button>
      </form>
    </ImportFrame>
  );
}

/** The file itself is the body: it is read while it comes in, however large. */
function useSendFile() {
  const goOn = useGoOn();
  const { pageId } = usePageSession();
  return useMutation({
    mutationFn: async (file: File) => {
      const headers = { "content-type": "text/csv", "x-file-name": encodeURIComponent(file.name) };
      const response = await fetch(apiPaths.csvImports(pageId), { method: "POST", body: file, headers });
      if (!response.ok) throw new ReadError((await response.json()) as ActionFailure);
      return (await response.json()) as { importId: string };
    },
    onSuccess: ({ importId }) => goOn(paths.csvImport(pageId, importId)),
  });
}
