"use client";

import { useTranslations } from "use-intl";
import { Tools } from "@/components/shell/view-bar";
import { activityKinds, activityOrigins, type ActivityFilter } from "@/lib/activity/schema";

type Filters = { [Name in keyof Required<ActivityFilter>]: ActivityFilter[Name] | null };

type ActivityFiltersProps = {
  filter: ActivityFilter;
  people: readonly { userId: string; name: string }[];
  onChange: (next: Partial<Filters>) => void;
};

const fieldClass =
  "h-control rounded-md bg-raised px-2 text-sm shadow-[inset_0_0_0_1px_var(--color-line-strong)] max-sm:flex-1";
/** On a telephone the choices share one line, the days another. */
const choiceClass = `${fieldClass} max-sm:min-w-[28%]`;
const dayClass = `${fieldClass} max-sm:min-w-[40%]`;

/** Who, what, where from and when: the address holds it. */
export function ActivityFilters({ filter, people, onChange }: ActivityFiltersProps) {
  const t = useTranslations("activity.filter");
  return (
    <Tools>
      <Choice
        label={t("who")}
        any={t("anybody")}
        value={filter.userId}
        options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
        onChange={(userId) => onChange({ userId })}
      />
      <Choice
        label={t("kind")}
        any={t("anything")}
        value={filter.kind}
        options={activityKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        onChange={(kind) => onChange({ kind })}
      />
      <Choice
        label={t("origin")}
        any={t("anywhere")}
        value={filter.origin}
        options={activityOrigins.map((origin) => ({ value: origin, label: t(`origins.${origin}`) }))}
        onChange={(origin) => onChange({ origin })}
      />
      {(["from", "until"] as const).map((side) => (
        <input
          key={side}
          type="date"
          aria-label={t(side)}
          value={filter[side] ?? ""}
          onChange={(event) => onChange({ [side]: event.target.value === "" ? null : event.target.value })}
          className={dayClass}
        />
      ))}
    </Tools>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  any: string;
  value: Value | undefined;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value | null) => void;
};

function Choice<Value extends string>({ label, any, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <select
      aria-label={label}
      value={value ?? ""}
      onChange={(event) =>
        onChange(options.find((option) => option.value === event.target.value)?.value ?? null)
      }
      className={choiceClass}
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
