"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { Menu, MenuChoice, MenuHeading } from "@/components/ui/menu";
import { labelsQuery } from "@/lib/labels/queries";
import { paths } from "@/lib/paths";
import { PageMark } from "./page-mark";
import { usePageSession } from "./page-session";

/** Which Page this is, and the way to the others. */
export function PageSwitcher() {
  const t = useTranslations("shell");
  const { page } = usePageSession();
  const { data } = useQuery(labelsQuery(page.id));
  const customers = data && data.everyone + data.labelsUnknown;
  return (
    <Menu
      trigger={
        <button
          aria-label={t("pages.switch", { name: page.name })}
          className="flex w-full items-center gap-2.5 rounded-md p-2 hover:bg-hover max-xl:justify-center max-xl:px-0"
        >
          <PageMark name={page.name} />
          <span className="min-w-0 flex-1 max-xl:sr-only">
            <b className="block truncate text-sm leading-4.5 font-semibold">{page.name}</b>
            <span className="block h-4 text-xs text-ink-muted">
              {customers !== undefined && t("pages.customers", { count: customers })}
            </span>
          </span>
          <ChevronDown size={16} aria-hidden className="shrink-0 text-ink-muted max-xl:hidden" />
        </button>
      }
    >
      <PageChoice />
    </Menu>
  );
}

export function PageChoice() {
  const t = useTranslations("shell");
  const router = useRouter();
  const { page, pages } = usePageSession();
  const options = pages.map((other) => ({
    value: other.id,
    label: other.name,
    detail: t(`profile.${other.profile}`),
  }));
  return (
    <>
      <MenuHeading>{t("pages.heading")}</MenuHeading>
      <MenuChoice value={page.id} onChange={(id) => router.push(paths.customers(id))} options={options} />
    </>
  );
}
