"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useNow } from "@/components/shell/use-now";
import { TextField } from "@/components/ui/text-field";
import { canarySize, ratePerSecondMax } from "@/lib/broadcasts/schema";
import { toInstant, toLocalText } from "@/lib/domain/quiet-hours";
import { sendingSettingsQuery } from "@/lib/sending-settings/queries";
import type { BroadcastDraft } from "./use-broadcast-draft";

type TimingFieldProps = { draft: BroadcastDraft; errorOf: (field: string) => string | undefined };

/** When it begins, when it is too late, how fast, and whether a few get it first. */
export function TimingField({ draft, errorOf }: TimingFieldProps) {
  const t = useTranslations("broadcasts.timing");
  const { pageId } = usePageSession();
  const { data: settings } = useQuery(sendingSettingsQuery(pageId));
  const timeZone = draft.timeZone ?? settings?.timeZone ?? "UTC";
  const changeTime = (key: "scheduledAt" | "tooLateAt") => (text: string) =>
    draft.change({ [key]: toInstant(text, timeZone)?.toISOString() ?? null, timeZone });
  return (
    <fieldset className="grid min-w-0 gap-4">
      <legend className="mb-3 text-sm font-medium">{t("title")}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <BeginField
          draft={draft}
          timeZone={timeZone}
          onChange={changeTime("scheduledAt")}
          errorOf={errorOf}
        />
        <MomentField
          label={t("tooLate")}
          hint={t("tooLateHint")}
          value={draft.tooLateAt}
          timeZone={timeZone}
          onChange={changeTime("tooLateAt")}
          error={errorOf("tooLateAt")}
        />
      </div>
      <TextField
        type="number"
        inputMode="numeric"
        min={1}
        max={ratePerSecondMax}
        label={t("rate")}
        hint={t("rateHint", { max: ratePerSecondMax })}
        value={Number.isNaN(draft.ratePerSecond) ? "" : draft.ratePerSecond}
        onChange={(event) => draft.change({ ratePerSecond: event.target.valueAsNumber })}
        error={errorOf("ratePerSecond")}
        className="max-w-64"
      />
      <label className="flex gap-3 text-sm">
        <input
          type="checkbox"
          className="mt-0.5 size-4 shrink-0"
          checked={draft.isCanary}
          onChange={(event) => draft.change({ isCanary: event.target.checked })}
        />
        <span>
          {t("canary", { count: canarySize })}
          <span className="block text-xs text-ink-muted">{t("canaryHint")}</span>
        </span>
      </label>
    </fieldset>
  );
}

type BeginFieldProps = TimingFieldProps & { timeZone: string; onChange: (local: string) => void };

/** A time that went by while nobody sent it is never taken for "at once": the person says so. */
function BeginField({ draft, timeZone, onChange, errorOf }: BeginFieldProps) {
  const t = useTranslations("broadcasts.timing");
  const [clears, setClears] = useState(0);
  const isPast = Date.parse(draft.scheduledAt ?? "") <= useNow();
  const clear = () => {
    draft.change({ scheduledAt: null });
    setClears(clears + 1);
  };
  const past = isPast && (
    <>
      {t("past")}{" "}
      <button type="button" className="font-medium underline" onClick={clear}>
        {t("clearTime")}
      </button>
    </>
  );
  return (
    <MomentField
      key={clears}
      label={t("scheduled")}
      hint={t("scheduledHint", { timeZone })}
      value={draft.scheduledAt}
      timeZone={timeZone}
      onChange={onChange}
      error={errorOf("scheduledAt") ?? past}
    />
  );
}

type MomentFieldProps = {
  label: string;
  hint: string;
  value: string | null;
  timeZone: string;
  onChange: (local: string) => void;
  error: ReactNode;
};

/** A day and a time by the Page's clocks; empty for none. */
function MomentField({ label, hint, value, timeZone, onChange, error }: MomentFieldProps) {
  const id = useId();
  return (
    <TextField
      key={`${id}:${timeZone}`}
      type="datetime-local"
      label={label}
      hint={hint}
      defaultValue={value === null ? "" : toLocalText(new Date(value), timeZone)}
      onChange={(event) => onChange(event.target.value)}
      error={error}
    />
  );
}
