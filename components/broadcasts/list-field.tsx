"use client";

import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { FieldNote } from "@/components/ui/text-field";

type ListFieldProps<Item> = {
  id: string;
  title: string;
  items: readonly Item[];
  onChange: (items: Item[]) => void;
  start: () => Item;
  max: number;
  addLabel: string;
  /** The name of one, for whoever cannot see which cross belongs to it. */
  nameOf: (item: Item, index: number) => string;
  error: string | undefined;
  render: (item: Item, index: number, change: (item: Item) => void) => ReactNode;
};

/** A few of the same thing, one under the other: add, change, remove. */
export function ListField<Item>(props: ListFieldProps<Item>) {
  const { id, title, items, onChange, start, max, addLabel, nameOf, error, render } = props;
  const t = useTranslations("broadcasts.list");
  const change = (index: number) => (item: Item) =>
    onChange(items.map((other, at) => (at === index ? item : other)));
  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
      <legend className="mb-1.5 text-sm font-medium">{title}</legend>
      {items.map((item, index) => (
        <div key={index} className="flex items-start gap-2 rounded-md border border-line p-3">
          <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-3">
            {render(item, index, change(index))}
          </div>
          <button
            type="button"
            aria-label={t("remove", { name: nameOf(item, index) })}
            onClick={() => onChange(items.filter((_, at) => at !== index))}
            className="inline-grid size-control-small place-items-center rounded-sm text-ink-muted hover:bg-hover"
          >
            <X size={16} aria-hidden />
          </button>
        </div>
      ))}
      <FieldNote id={`${id}-note`} error={error} />
      <div>
        <Button
          size="small"
          unavailable={items.length >= max ? t("full", { max }) : undefined}
          onClick={() => onChange([...items, start()])}
        >
          <Plus size={14} aria-hidden />
          {addLabel}
        </Button>
      </div>
    </fieldset>
  );
}
