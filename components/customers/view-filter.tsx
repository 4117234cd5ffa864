"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "use-intl";
import { buttonClass } from "@/components/ui/button-class";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { lastMessageFilters, windowFilters, type CustomerView } from "@/lib/customers/schema";

type ViewFilters = Pick<CustomerView, "window" | "lastMessage">;

type ViewFilterProps = { view: ViewFilters; onChange: (filters: ViewFilters) => void };

/** What depends on the clock and not on labels: it narrows the view, and no segment can keep it. */
export function ViewFilter({ view, onChange }: ViewFilterProps) {
  const t = useTranslations("customers.viewFilter");
  return (
    <>
      <Choice
        label={t("window.label")}
        value={view.window ?? "any"}
        options={(["any", ...windowFilters] as const).map((value) => ({
          value,
          label: t(`window.${value}`),
        }))}
        onChange={(window) => onChange({ ...view, window: window === "any" ? undefined : window })}
      />
      <Choice
        label={t("lastMessage.label")}
        value={view.lastMessage ?? "any"}
        options={(["any", ...lastMessageFilters] as const).map((value) => ({
          value,
          label: t(`lastMessage.${value}`),
        }))}
        onChange={(lastMessage) =>
          onChange({ ...view, lastMessage: lastMessage === "any" ? undefined : lastMessage })
        }
      />
    </>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Menu
      trigger={
        <button type="button" className={buttonClass(value === "any" ? "quiet" : "plain")}>
          {value === "any" ? label : chosen?.label}
          <ChevronDown size={14} aria-hidden />
        </button>
      }
    >
      <MenuChoice value={value} onChange={onChange} options={options} />
    </Menu>
  );
}
