"use client";

import { Search, X } from "lucide-react";
import type { KeyboardEvent, Ref } from "react";
import { cn } from "@/lib/cn";

type SearchFieldProps = {
  label: string;
  clearLabel: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
  ref?: Ref<HTMLInputElement>;
};

export function SearchField({
  label,
  clearLabel,
  placeholder,
  value,
  onChange,
  className,
  ref,
}: SearchFieldProps) {
  const clearOnEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && value !== "") {
      event.preventDefault();
      onChange("");
    }
  };
  return (
    <div className={cn("field-box", className)} role="search">
      <Search size={16} aria-hidden className="shrink-0" />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={clearOnEscape}
        autoComplete="off"
        spellCheck={false}
      />
      {value !== "" && (
        <button type="button" aria-label={clearLabel} onClick={() => onChange("")}>
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
