"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { syncQuery } from "@/lib/sync/queries";
import type { ImportPhase } from "@/lib/sync/schema";
import { usePageSession } from "./page-session";

/** A quiet strip while a Page is read for the first time; it goes when the import is done. */
export function ImportStrip() {
  const t = useTranslations("shell.import");
  const { pageId } = usePageSession();
  const { data: sync } = useQuery(syncQuery(pageId));
  if (sync === undefined || sync.import.state === "done") return null;
  const { state, phase, done, total, trouble } = sync.import;
  if (state === "failed" || state === "cancelled") {
    return (
      <Notice tone="danger">
        <b className="font-semibold">{t("failed")}</b> {trouble} {t("failedNext")}
      </Notice>
    );
  }
  const words = { phase: phaseWords(t, phase), done, total: total ?? 0 };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line bg-canvas px-4 py-2 text-xs md:px-6">
      <b className="font-semibold">{t("title")}</b>
      <Progress label={t("title")} done={done} total={total ?? 0} className="w-40" />
      <span className="text-ink-muted">
        {state === "waiting"
          ? t("waiting")
          : words.total > 0
            ? t("progress", words)
            : t("progressOpen", words)}
      </span>
      <span className="text-ink-muted max-lg:hidden">{trouble ?? t("soFar")}</span>
    </div>
  );
}

function phaseWords(t: ReturnType<typeof useTranslations<"shell.import">>, phase: ImportPhase): string {
  switch (phase) {
    case "labels":
      return t("phaseLabels");
    case "conversations":
      return t("phaseConversations");
    case "people":
      return t("phaseCustomers");
    case "done":
      return t("phaseOther");
  }
}
