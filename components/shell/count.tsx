"use client";

import { useFormatter, useTranslations } from "use-intl";

/** An exact number with thousands commas. What is not known is a dash, never 0. */
export function Count({ value }: { value: number | null | undefined }) {
  const format = useFormatter();
  const t = useTranslations("shell");
  if (value === null || value === undefined) return <>{t("unknownCount")}</>;
  return <>{format.number(value)}</>;
}

/** A share in per cent with one decimal, small shares never shown as 0: "9.5 %", "< 0.1 %". */
export function useShare(): (part: number, whole: number) => string {
  const format = useFormatter();
  return (part, whole) => {
    const share = whole === 0 ? 0 : (100 * part) / whole;
    if (part > 0 && share < 0.1) return `< ${format.number(0.1)} %`;
    if (part < whole && share > 99.9) return `> ${format.number(99.9)} %`;
    return `${format.number(share, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`;
  };
}
