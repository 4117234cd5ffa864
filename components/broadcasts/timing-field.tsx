"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useNow } from "@/components/shell/use-now";
import { TextField } from "@/components/ui/text-field";
import { canarySize, ratePerSecondMax } from "@/lib/broadcasts/schema";
import { toInstant, toLocalText } from "@/lib/domain/quiet-hours";
import { sendingSettingsQuery } from "@/lib/sending-settings/queries";
import type { BroadcastDraft, TimeKey } from "./use-broadcast-draft";

type TimingFieldProps = { draft: BroadcastDraft; errorOf: (field: string) => string | undefined };

/** When it begins, when it is too late, how fast, and whether a few get it first. */
export function TimingField({ draft, errorOf }: TimingFieldProps) {
  const t = useTranslations("broadcasts.timing");
  const { pageId } = usePageSession();
  const { data: settings } = useQuery(sendingSettingsQuery(pageId));
  const timeZone = draft.timeZone ?? settings?.timeZone ?? "UTC";
  const troubles = useTimeTroubles(draft);
  return (
    <fieldset className="grid min-w-0 gap-4">
      <legend className="mb-3 text-sm font-medium">{t("title")}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <MomentField
          {...{ draft, timeZone, errorOf }}
          name="scheduledAt"
          label={t("scheduled")}
          hint={t("scheduledHint", { timeZone })}
          trouble={troubles.scheduledAt}
          clear={t("clearTime")}
        />
        <MomentField
          {...{ draft, timeZone, errorOf }}
          name="tooLateAt"
          label={t("tooLate")}
          hint={t("tooLateHint")}
          trouble={troubles.tooLateAt}
          clear={t("clearEnd")}
        />
      </div>
      <TextField
        type="number"
        inputMode="numeric"
        min={1}
        max={ratePerSecondMax}
        label={t("rate")}
        hint={
          <>
            {t("rateHint", { max: ratePerSecondMax })}
            {draft.wantsBroadcastApi && <span className="block">{t("rateUnused")}</span>}
          </>
        }
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

type MomentFieldProps = TimingFieldProps & {
  name: TimeKey;
  timeZone: string;
  label: string;
  hint: string;
  trouble: string | undefined;
  /** What clearing it means. */
  clear: string;
};

/**
 * A day and a time by the Page's clocks; empty for none. What is half typed has no value, and is never taken for none, nor
 * is a time that went by: the person says so.
 */
function MomentField({ draft, name, timeZone, label, hint, trouble, clear, errorOf }: MomentFieldProps) {
  const [clears, setClears] = useState(0);
  const [shownZone, setShownZone] = useState(timeZone);
  const value = draft[name];
  const isUnreadable = draft.unreadable.includes(name);
  // Shown anew by other clocks, but not while something is half typed: it would be gone.
  if (shownZone !== timeZone && !isUnreadable) setShownZone(timeZone);
  const read = (input: HTMLInputElement) => {
    const instant = toInstant(input.value, timeZone);
    const isReadable = instant !== null || (input.value === "" && !input.validity.badInput);
    draft.noteReadable(name, isReadable);
    return isReadable ? { instant } : null;
  };
  const change = (input: HTMLInputElement) => {
    const known = read(input);
    if (known !== null) draft.change({ [name]: known.instant?.toISOString() ?? null, timeZone });
  };
  const empty = () => {
    draft.noteReadable(name, true);
    draft.change({ [name]: null });
    setClears(clears + 1);
  };
  return (
    <TextField
      key={`${clears}:${draft.exchanges}:${shownZone}`}
      type="datetime-local"
      max="9999-12-31T23:59"
      label={label}
      hint={hint}
      defaultValue={value === null ? "" : toLocalText(new Date(value), timeZone)}
      onChange={(event) => change(event.target)}
      // Chromium tells of no change from nothing to half a time.
      onBlur={(event) => read(event.target)}
      error={
        trouble ? (
          <>
            {trouble}{" "}
            <button type="button" className="font-medium underline" onClick={empty}>
              {clear}
            </button>
          </>
        ) : (
          errorOf(name)
        )
      }
    />
  );
}

/** What is wrong with the times as they stand on the screen; a broadcast is reviewed once nothing is. */
export function useTimeTroubles({
  scheduledAt,
  tooLateAt,
  unreadable,
}: BroadcastDraft): Partial<Record<TimeKey, string>> {
  const t = useTranslations("broadcasts.timing");
  const nowMs = useNow();
  const beginMs = Date.parse(scheduledAt ?? "");
  const endMs = Date.parse(tooLateAt ?? "");
  const find = (key: TimeKey, atMs: number) => {
    if (unreadable.includes(key)) return t("unreadable");
    if (atMs <= nowMs) return t("past");
    return key === "tooLateAt" && atMs <= beginMs ? t("endsFirst") : undefined;
  };
  return { scheduledAt: find("scheduledAt", beginMs), tooLateAt: find("tooLateAt", endMs) };
}
