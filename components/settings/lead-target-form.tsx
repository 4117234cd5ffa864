"use client";

import { useQuery } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { toastDone } from "@/components/ui/toast";
import { setLeadTargetAction } from "@/lib/leads/actions";
import { leadTargetQuery } from "@/lib/leads/queries";
import { NewerNotice } from "./newer-notice";
import { useStoredFields } from "./use-stored-fields";

/** Within how many minutes the Page means to answer a complete lead. */
export function LeadTargetForm() {
  const t = useTranslations("settings.leadTarget");
  const { pageId } = usePageSession();
  const { data, error, refetch } = useQuery(leadTargetQuery(pageId));
  return (
    <section aria-label={t("title")} className="max-w-160 border-t border-line p-4 md:p-6">
      <h2 className="mb-4 font-semibold">{t("title")}</h2>
      {data !== undefined ? (
        <Fields minutes={data.minutes} />
      ) : error !== null ? (
        <LoadTrouble error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-8! w-72 max-w-full" />
      )}
    </section>
  );
}

function Fields({ minutes }: { minutes: number | null }) {
  const t = useTranslations("settings.leadTarget");
  const { pageId } = usePageSession();
  const canChange = useCan("settings.manage");
  const [wrong, setWrong] = useState<string | null>(null);
  const save = useAction(setLeadTargetAction, {
    refreshes: { pageId, topics: ["leads", "activity"] },
    onDone: () => {
      toastDone(t("saved"));
    },
    onRefused: ({ message }) => {
      setWrong(message);
      return true;
    },
  });
  const {
    fields: typed,
    setFields,
    adopt,
  } = useStoredFields(minutes === null ? "" : String(minutes), save.status);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setWrong(null);
    const text = typed.trim();
    if (!save.isPending) save.mutate({ pageId, minutes: text === "" ? null : Number(text) });
  };
  return (
    <form noValidate onSubmit={submit} className="grid justify-items-start gap-4">
      {adopt !== null && <NewerNotice onAdopt={adopt} />}
      <TextField
        label={t("minutes")}
        hint={t("hint")}
        inputMode="numeric"
        autoComplete="off"
        readOnly={!canChange}
        value={typed}
        onChange={({ target }) => setFields(() => target.value)}
        error={wrong ?? undefined}
        className="max-w-72"
      />
      <Button type="submit" unavailable={canChange ? undefined : t("adminOnly")} pending={save.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
