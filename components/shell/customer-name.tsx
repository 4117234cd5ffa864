"use client";

import { useTranslations } from "use-intl";
import { findShownName } from "@/lib/domain/customer-name";

type CustomerNameProps = { name: string; psid: string };

/** A customer's name as text, its direction kept to itself; "No name" and the PSID when there is nothing to see. */
export function CustomerName({ name, psid }: CustomerNameProps) {
  const t = useTranslations("shell.customer");
  const shown = findShownName({ name, psid });
  if (shown !== null) return <bdi>{shown}</bdi>;
  return (
    <>
      <span className="text-ink-muted">{t("noName")}</span> <span className="text-ink-faint">{psid}</span>
    </>
  );
}

/** The same in words, for titles and labels of controls. Isolated, so that it cannot turn the words around it. */
export function useCustomerName(): (customer: CustomerNameProps) => string {
  const t = useTranslations("shell.customer");
  return ({ name, psid }) => {
    const shown = findShownName({ name, psid });
    return shown === null ? t("noNameOf", { psid }) : `\u2068${shown}\u2069`;
  };
}
