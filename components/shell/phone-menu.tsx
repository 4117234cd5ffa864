"use client";

import { Activity, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Menu, MenuHeading, MenuLink, MenuRule } from "@/components/ui/menu";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";
import { PageMark } from "./page-mark";
import { usePageSession } from "./page-session";
import { PageChoice } from "./page-switcher";
import { PersonItems } from "./person-menu";
import { railItemClass } from "./rail-item";
import { ThemeChoice } from "./theme-menu";

/** On a phone everything that has no tab stands behind the Page's mark. */
export function PhoneMenu() {
  const t = useTranslations("shell");
  const { page, pageId } = usePageSession();
  return (
    <Menu
      side="top"
      align="end"
      trigger={
        <button className={cn(railItemClass, "md:hidden")}>
          <PageMark name={page.name} />
          <span className="sr-only">{t("nav.more")}</span>
        </button>
      }
    >
      <PageChoice />
      <MenuRule />
      <MenuLink>
        <Link href={paths.activity(pageId)}>
          <Activity size={16} aria-hidden />
          {t("nav.activity")}
        </Link>
      </MenuLink>
      <MenuLink>
        <Link href={paths.settings(pageId)}>
          <SlidersHorizontal size={16} aria-hidden />
          {t("nav.settings")}
        </Link>
      </MenuLink>
      <MenuRule />
      <MenuHeading>{t("theme.label")}</MenuHeading>
      <ThemeChoice />
      <MenuRule />
      <PersonItems />
    </Menu>
  );
}
