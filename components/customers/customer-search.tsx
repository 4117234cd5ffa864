"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { SearchField } from "@/components/ui/search-field";

const pauseMs = 200;

/** Search as you type: asked after a short pause, and followed when the address changes by itself (back, a link). */
export function CustomerSearch({ value, onSearch }: { value: string; onSearch: (search: string) => void }) {
  const t = useTranslations("customers");
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  if (value !== asked) {
    setAsked(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === asked) return;
    const timer = setTimeout(() => {
      setAsked(typed);
      onSearch(typed);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed, asked, onSearch]);
  return (
    <SearchField
      label={t("search")}
      clearLabel={t("clearSearch")}
      value={typed}
      onChange={setTyped}
      className="w-88 max-w-full max-sm:w-full"
    />
  );
}
