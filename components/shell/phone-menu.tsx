"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { Menu, MenuHeading, MenuLink, MenuRule } from "@/components/ui/menu";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";
import { PageMark } from "./page-mark";
import { usePageSession } from "./page-session";
import { PageChoice } from "./page-switcher";
import { phonePlacesOf, places } from "./places";
import { PersonItems } from "./person-menu";
import { railItemClass } from "./rail-item";
import { ThemeChoice } from "./theme-menu";

/** On a phone everything that has no tab stands behind the Page's mark. */
export function PhoneMenu() {
  const t = useTranslations("shell");
  const { page, pageId, role } = usePageSession();
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
      {places
        .filter(({ place }) => !phonePlacesOf(role).includes(place))
        .map(({ place, icon: Icon }) => (
          <MenuLink key={place}>
            <Link href={paths[place](pageId)}>
              <Icon size={16} aria-hidden />
              {t(`nav.${place}`)}
            </Link>
          </MenuLink>
        ))}
      <MenuRule />
      <MenuHeading>{t("theme.label")}</MenuHeading>
      <ThemeChoice />
      <MenuRule />
      <PersonItems />
    </Menu>
  );
}
