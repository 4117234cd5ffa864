"use client";

import { useId, useState, type InputHTMLAttributes } from "react";
import { useTranslations } from "use-intl";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { toastDone } from "@/components/ui/toast";
import { isTimeZone, parseClockText } from "@/lib/domain/quiet-hours";
import { saveSendingSettingsAction } from "@/lib/sending-settings/actions";
import type { SendingSettings } from "@/lib/sending-settings/schema";
import { NewerNotice } from "./newer-notice";
import { toSendingFields, type SendingFields } from "./sending-fields";
import { useStoredFields } from "./use-stored-fields";

/** Quiet hours, caps, approval and opt-out words. Those who may not change them can read them. */
export function SendingForm({ settings }: { settings: SendingSettings }) {
  const t = useTranslations("settings.sending");
  const form = useSendingForm(settings);
  const { fields, change, canManage, refused, adopt } = form;
  return (
    <form
      className="grid max-w-160 gap-7 p-4 md:p-6"
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      {adopt !== null && <NewerNotice onAdopt={adopt} />}
      <TimeZoneField form={form} />
      <fieldset className="grid min-w-0 gap-3 sm:grid-cols-2">
        <legend className="mb-1.5 text-sm font-semibold">{t("quiet")}</legend>
        <Field form={form} name="quietFrom" type="time" />
        <Field form={form} name="quietUntil" type="time" />
        <p className="text-xs text-ink-muted sm:col-span-2">{t("quietHint")}</p>
      </fieldset>
      <fieldset className="grid min-w-0 gap-3 sm:grid-cols-2">
        <legend className="mb-1.5 text-sm font-semibold">{t("cap")}</legend>
        <Field form={form} name="capCount" type="number" hint={t("capCountHint")} />
        <Field form={form} name="capDays" type="number" hint={t("capDaysHint")} />
      </fieldset>
      <Field form={form} name="approvalAbove" type="number" hint={t("approvalHint")} />
      <Field form={form} name="optOutWords" hint={t("optOutHint")} />
      <Field form={form} name="optInWords" hint={t("optInHint")} />
      <label className="flex gap-3 text-sm">
        <input
          type="checkbox"
          className="mt-0.5 size-4 shrink-0"
          checked={fields.humanAgentApproved}
          disabled={!canManage}
          onChange={(event) => change({ humanAgentApproved: event.target.checked })}
        />
        <span>
          {t("humanAgent")}
          <span className="block text-xs text-ink-muted">{t("humanAgentHint")}</span>
        </span>
      </label>
      {refused?.field === "" && (
        <p role="alert" className="text-sm text-danger-ink">
          {refused.message}
        </p>
      )}
      {canManage ? (
        <div>
          <Button type="submit" look="primary" pending={form.isPending}>
            {t("save")}
          </Button>
        </div>
      ) : (
        <p className="text-sm text-ink-muted">{t("adminOnly")}</p>
      )}
    </form>
  );
}

type Form = ReturnType<typeof useSendingForm>;

type FieldProps = Pick<InputHTMLAttributes<HTMLInputElement>, "list" | "onFocus" | "onBlur"> & {
  form: Form;
  name: Exclude<keyof SendingFields, "humanAgentApproved">;
  type?: "number" | "time";
  hint?: string;
};

/** Any zone that the browser knows, proposed while it is typed; what is none is said when the field is left. */
function TimeZoneField({ form }: { form: Form }) {
  const t = useTranslations("settings.sending");
  const id = useId();
  // In the browser alone: the server may know other zones, and decides when it is saved.
  const [zones, setZones] = useState<readonly string[]>([]);
  return (
    <>
      <Field
        form={form}
        name="timeZone"
        hint={t("timeZoneHint")}
        list={id}
        onFocus={() => setZones(["UTC", ...Intl.supportedValuesOf("timeZone")])}
        onBlur={form.checkTimeZone}
      />
      <datalist id={id}>
        {[...new Set(zones)].map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

function Field({ form: { fields, change, canManage, refused }, name, type, hint, ...input }: FieldProps) {
  const t = useTranslations("settings.sending");
  return (
    <TextField
      {...input}
      type={type}
      inputMode={type === "number" ? "numeric" : undefined}
      label={t(name)}
      hint={hint}
      value={fields[name]}
      onChange={(event) => change({ [name]: event.target.value })}
      error={refused?.field === name ? refused.message : undefined}
      readOnly={!canManage}
      autoComplete="off"
    />
  );
}

function useSendingForm(settings: SendingSettings) {
  const t = useTranslations("settings.sending");
  const { pageId } = usePageSession();
  const canManage = useCan("settings.manage");
  const [refused, setRefused] = useState<{ field: string; message: string }>();
  const save = useAction(saveSendingSettingsAction, {
    refreshes: { pageId, topics: ["broadcasts"] },
    onDone: () => toastDone(t("saved")),
    onRefused: ({ field, message }) => {
      setRefused({ field: field ?? "", message });
      return true;
    },
  });
  const { fields, setFields, adopt } = useStoredFields(toSendingFields(settings), save.status);
  return {
    ...{ fields, adopt, canManage, refused },
    isPending: save.isPending,
    change: (changed: Partial<SendingFields>) => {
      setRefused(undefined);
      setFields((old) => ({ ...old, ...changed }));
    },
    checkTimeZone: () => {
      if (!isTimeZone(fields.timeZone.trim()))
        setRefused({ field: "timeZone", message: t("wrong.timeZone") });
    },
    submit: () => {
      const next = readFields(fields);
      if ("field" in next) setRefused({ field: next.field, message: t(`wrong.${next.field}`) });
      else save.mutate({ pageId, settings: next });
    },
  };
}

type Wrong = { field: "timeZone" | "quietFrom" | "capCount" | "capDays" | "approvalAbove" };

/** The settings that the fields say, or the first field that says nothing sensible. */
function readFields(fields: SendingFields): SendingSettings | Wrong {
  if (!isTimeZone(fields.timeZone.trim())) return { field: "timeZone" };
  const from = parseClockText(fields.quietFrom);
  const until = parseClockText(fields.quietUntil);
  if ((from === null) !== (until === null)) return { field: "quietFrom" };
  const count = readWhole(fields.capCount, 1, 100);
  const days = readWhole(fields.capDays, 1, 90);
  const above = readWhole(fields.approvalAbove, 0, 100_000_000);
  if (count === undefined) return { field: "capCount" };
  if (days === undefined || (count !== null && days === null)) return { field: "capDays" };
  if (above === undefined) return { field: "approvalAbove" };
  const words = (text: string) => text.split(",").flatMap((word) => word.trim() || []);
  return {
    timeZone: fields.timeZone.trim(),
    quietHours: from === null || until === null ? null : { from, until },
    frequencyCap: count === null || days === null ? null : { count, days },
    approvalAbove: above,
    optOutWords: words(fields.optOutWords),
    optInWords: words(fields.optInWords),
    humanAgentApproved: fields.humanAgentApproved,
  };
}

/** Null for an empty field, undefined for what is no such number. */
function readWhole(text: string, min: number, max: number): number | null | undefined {
  if (text.trim() === "") return null;
  const value = Number(text);
  return Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}
